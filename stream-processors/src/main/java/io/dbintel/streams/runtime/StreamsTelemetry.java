package io.dbintel.streams.runtime;

import io.dbintel.runtime.health.Health;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Health of Kafka Streams, and how far it lags behind the log. */
public final class StreamsTelemetry {
  private StreamsTelemetry() {}

  /** Registers the lag in records, the greatest of all partitions. */
  public static void register(Meter meter, Supplier<Map<MetricName, ? extends Metric>> metrics) {
    meter
        .gaugeBuilder("dbintel.streams.lag")
        .setUnit("{record}")
        .setDescription("Records not yet read, greatest of all partitions.")
        .buildWithCallback(gauge -> gauge.record(lag(metrics.get())));
  }

  private static double lag(Map<MetricName, ? extends Metric> metrics) {
    return values("records-lag-max", metrics).max().orElse(0);
  }

  private static DoubleStream values(String name, Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(name))
        .map(metric -> metric.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(value -> !Double.isNaN(value));
  }

  /**
   * The health of the stream threads: that of their state, and down while none of their heartbeats
   * reaches Kafka, which the state does not show.
   *
   * @param sessionTimeout after which Kafka gives the partitions of a silent thread to others
   */
  public static Health health(
      KafkaStreams.State state,
      Map<MetricName, ? extends Metric> metrics,
      Duration sessionTimeout,
      ThreadRecovery recovery) {
    Health health = health(state);
    if (state == KafkaStreams.State.RUNNING) {
      // The last heartbeat of a thread that was replaced stays among the metrics for a while.
      double silent =
          values("last-heartbeat-seconds-ago", metrics).filter(ago -> ago >= 0).min().orElse(0);
      return silent <= sessionTimeout.toSeconds()
          ? health
          : Health.down("Kafka has not heard of any stream thread for " + (long) silent + " s");
    }
    return recovery.problem().isEmpty() ? health : Health.down(recovery.problem());
  }

  /** The health that a state of Kafka Streams means. */
  public static Health health(KafkaStreams.State state) {
    return switch (state) {
      case RUNNING -> Health.up();
      case CREATED, REBALANCING -> Health.degraded("state stores are being assigned: " + state);
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR ->
          Health.down("Kafka Streams is " + state);
    };
  }
}
