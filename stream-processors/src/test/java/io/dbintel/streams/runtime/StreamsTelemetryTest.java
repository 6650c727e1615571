package io.dbintel.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.metrics.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsTelemetryTest {

  @ParameterizedTest
  @CsvSource({"RUNNING,UP", "REBALANCING,DEGRADED", "CREATED,DEGRADED", "ERROR,DOWN"})
  void healthFollowsTheState(State state, Health.Status status) {
    assertThat(StreamsTelemetry.health(state).status()).isEqualTo(status);
  }

  @Test
  void lagIsThatOfTheSlowestPartition() {
    try (Telemetry telemetry = Telemetry.create("test")) {
      StreamsTelemetry.register(
          telemetry.meter("test"),
          () -> Map.of(name("a"), metric("a", 3), name("b"), metric("b", 8)));
      assertThat(telemetry.prometheusText()).containsPattern("dbintel_streams_lag\\S* 8\\.0");
    }
  }

  @Test
  void freshnessAndCountsAreTold() {
    try (Telemetry telemetry = Telemetry.create("test")) {
      Clock clock = Clock.fixed(Instant.ofEpochSecond(100), ZoneOffset.UTC);
      OperatorTelemetry counts = new OperatorTelemetry(telemetry.meter("test"), clock);
      counts.in("read-order", 2);
      counts.out("read-order", 1);
      counts.held("read-order", "stale", 1);
      counts.applied("acme/orders", 97_000_000L);

      assertThat(telemetry.prometheusText())
          .containsPattern("dbintel_instance_freshness_seconds\\S*acme/orders\\S* 3\\.0")
          .containsPattern("dbintel_operator_held\\S*reason=\"stale\"\\S* 1\\.0");
    }
  }

  @Test
  void nothingIsToldOfAnInstanceThatWentElsewhere() {
    try (Telemetry telemetry = Telemetry.create("test")) {
      Clock clock = Clock.fixed(Instant.ofEpochSecond(100), ZoneOffset.UTC);
      OperatorTelemetry counts = new OperatorTelemetry(telemetry.meter("test"), clock);
      counts.applied("acme/orders", 97_000_000L);
      counts.applied("acme/billing", 98_000_000L);
      counts.released("acme/orders");

      assertThat(telemetry.prometheusText())
          .doesNotContain("acme/orders")
          .containsPattern("dbintel_instance_freshness_seconds\\S*acme/billing\\S* 2\\.0");
    }
  }

  @Test
  void runningUnheardOfIsDown() {
    ThreadRecovery recovery = new ThreadRecovery();
    Duration limit = Duration.ofSeconds(12);
    assertThat(StreamsTelemetry.health(State.RUNNING, heartbeat(13), limit, recovery))
        .isEqualTo(Health.down("Kafka has not heard of any stream thread for 13 s"));
    assertThat(StreamsTelemetry.health(State.RUNNING, heartbeat(3), limit, recovery))
        .isEqualTo(Health.up());
    assertThat(StreamsTelemetry.health(State.RUNNING, heartbeat(74, 1), limit, recovery))
        .as("a thread that was replaced")
        .isEqualTo(Health.up());
  }

  private static Map<MetricName, KafkaMetric> heartbeat(double... secondsAgo) {
    Map<MetricName, KafkaMetric> metrics = new HashMap<>();
    for (double ago : secondsAgo) {
      MetricName name =
          new MetricName(
              "last-heartbeat-seconds-ago",
              "consumer-coordinator-metrics",
              "",
              Map.of("client-id", Double.toString(ago)));
      Gauge<Double> gauge = (config, now) -> ago;
      metrics.put(
          name, new KafkaMetric(new Object(), name, gauge, new MetricConfig(), Time.SYSTEM));
    }
    return metrics;
  }

  private static MetricName name(String client) {
    return new MetricName("records-lag-max", "consumer", "", Map.of("client-id", client));
  }

  private static KafkaMetric metric(String client, double lag) {
    Gauge<Double> gauge = (config, now) -> lag;
    return new KafkaMetric(new Object(), name(client), gauge, new MetricConfig(), Time.SYSTEM);
  }
}
