package io.dbintel.streams.runtime;

import io.dbintel.runtime.health.Health;
import io.opentelemetry.api.metrics.Meter;
import java.util.Map;
import java.util.function.Supplier;
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
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("records-lag-max"))
        .map(metric -> metric.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(0);
  }

  /**
   * The health of the stream threads: that of their state, and down while no consumer has a
   * connection to a broker, which the state does not show.
   */
  public static Health health(
      KafkaStreams.State state,
      Map<MetricName, ? extends Metric> metrics,
      ThreadRecovery recovery) {
    Health health = health(state);
    if (state == KafkaStreams.State.RUNNING) {
      return isConnected(metrics) ? health : Health.down("no connection to Kafka");
    }
    return recovery.problem().isEmpty() ? health : Health.down(recovery.problem());
  }

  private static boolean isConnected(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("connection-count"))
        .filter(metric -> metric.getKey().group().equals("consumer-metrics"))
        .map(metric -> metric.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .anyMatch(count -> count > 0);
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
