package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.schemas.avro.PollStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What opens a circuit besides failed polls. */
class CircuitReasonsTest {
  private static final String BACKENDS = "postgresql.backends";
  private static final String MAX = "postgresql.connection.max";
  private static final String LAG = "postgresql.wal.lag";

  private final CircuitLog log =
      new CircuitLog(
          "{window: 20s, minimumOutcomes: 4, breakDuration: 30s, halfOpenProbes: 1,"
              + " volumePerMinute: 60KiB}");

  @Test
  void opensWhenPollsTakeLongerThanLearned() {
    usual(100);
    log.ok(999).ok(999).ok(999).ok(999);
    assertThat(log.transitions).as("the timeout is at least a second").isEmpty();
    log.ok(1_100).ok(1_100);
    assertThat(log.transitions).as("two may be a chance").isEmpty();
    log.ok(1_100);
    assertThat(log.transitions).containsExactly("closed>open slow_polls");
    assertThat(log.told.get(0).evidence()).containsEntry("timeout_ms.query_stats", 1_000.0);
  }

  @Test
  void eachCollectorHasATimeoutOfItsOwn() {
    for (int i = 0; i < 50; i++) {
      log.later(1_000).outcome("metrics", PollStatus.OK, null, 3_000, log.now);
      log.outcome("sessions", PollStatus.OK, null, 3, log.now);
    }
    for (int i = 0; i < 10; i++) {
      log.later(1_000).outcome("metrics", PollStatus.OK, null, 4_000, log.now);
    }
    assertThat(log.transitions).isEmpty();
    for (int i = 0; i < 4; i++) {
      log.outcome("sessions", PollStatus.OK, null, 4_000, log.now);
    }
    assertThat(log.transitions).containsExactly("closed>open slow_polls");
  }

  @Test
  void untilEnoughIsLearnedTheGreatestTimeoutHolds() {
    for (int i = 0; i < 10; i++) {
      log.ok(29_000);
    }
    assertThat(log.transitions).isEmpty();
    log.ok(31_000).ok(31_000).ok(31_000);
    assertThat(log.transitions).containsExactly("closed>open slow_polls");
  }

  @Test
  void opensWhenConnectionsAreNearTheLimitTwiceInARow() {
    connections(40, 56);
    connections(40, 20);
    connections(40, 56);
    assertThat(log.transitions).isEmpty();
    connections(40, 56);
    assertThat(log.transitions).containsExactly("closed>open connections");
    assertThat(log.told.get(0).evidence())
        .containsEntry("connections", 0.96)
        .containsEntry("connections.limit", 0.95);
  }

  @Test
  void aConfiguredSignalReplacesTheCataloguesOfItsName() {
    CircuitLog own =
        new CircuitLog(
            "{signals: [{name: connections, metric: postgresql.backends, limit: 20},"
                + " {name: databases, metric: postgresql.database.count, limit: 9}]}");
    Map<String, List<Long>> calm =
        Map.of(BACKENDS, List.of(20L), MAX, List.of(20L), "postgresql.database.count", List.of(9L));
    own.metrics(calm).metrics(calm);
    assertThat(own.transitions).isEmpty();
    Map<String, List<Long>> many = Map.of("postgresql.database.count", List.of(10L));
    own.metrics(many).metrics(many);
    assertThat(own.transitions).containsExactly("closed>open databases");
  }

  @Test
  void ofAGaugeTheGreatestValueCounts() {
    log.metrics(Map.of(LAG, List.of(400L, 500L))).metrics(Map.of(LAG, List.of(400L, 500L)));
    assertThat(log.transitions).isEmpty();
    log.metrics(Map.of(LAG, List.of(1L, 601L))).metrics(Map.of(LAG, List.of(601L)));
    assertThat(log.transitions).containsExactly("closed>open replication_lag");
  }

  @Test
  void aHalfOpenCircuitDoesNotCloseOverDistress() {
    connections(100);
    connections(100);
    log.later(30_010);
    connections(100);
    log.ok(5);
    assertThat(log.transitions).last().isEqualTo("half_open>open connections");
    log.later(30_010);
    connections(20);
    log.ok(5);
    assertThat(log.transitions).last().isEqualTo("half_open>closed probes_good");
  }

  @Test
  void opensWhenLoadGrowsTowardsItsLimit() {
    for (long backends = 60; backends <= 75; backends += 5) {
      log.later(10_000);
      connections(backends);
    }
    assertThat(log.transitions).isEmpty();
    for (long backends = 80; backends <= 90; backends += 5) {
      log.later(10_000);
      connections(backends);
    }
    assertThat(log.transitions).containsExactly("closed>open predicted_load");
    assertThat(log.told.get(0).evidence().get("connections.forecast")).isGreaterThan(0.95);
  }

  @Test
  void opensWhenManySessionsWait() {
    log.tick(40).tick(39).tick(40);
    assertThat(log.transitions).isEmpty();
    log.later(10_000).tick(41);
    assertThat(log.transitions).containsExactly("closed>open lock_queue");
  }

  @Test
  void opensWhenHalfAWindowBroughtTooMuch() {
    log.ok(5);
    log.bytes = 10_241;
    log.ok(5);
    log.bytes = 10;
    assertThat(log.transitions).as("the half is not over").isEmpty();
    log.later(10_000).ok(5);
    assertThat(log.transitions).containsExactly("closed>open record_volume");
  }

  @Test
  void whatOpensForNothingAgainRaisesItsThresholdsAFewTimesAndSaysSo() {
    for (int i = 0; i < 4; i++) {
      tooManyBytes();
      log.later(30_010).ok(5);
    }
    assertThat(log.transitions.stream().filter(told -> told.endsWith("record_volume")))
        .as("the first time")
        .hasSize(1);
    assertThat(log.transitions)
        .containsOnlyOnce("closed>closed thresholds_raised")
        .endsWith("half_open>closed probes_good", "closed>closed thresholds_raised");
    assertThat(log.state.healing().adjustments()).isEqualTo(1);
    log.later(Duration.ofDays(1).toMillis()).ok(5);
    assertThat(log.transitions).last().isEqualTo("closed>closed thresholds_lowered");
    assertThat(log.state.healing().adjustments()).isZero();
  }

  @Test
  void neverRaisesThresholdsMoreThanSoManyTimes() {
    log.bytes = 1_000_000;
    for (int i = 0; i < 40; i++) {
      log.later(10_000).ok(5);
      assertThat(log.state.healing().adjustments()).isLessThanOrEqualTo(3);
    }
    assertThat(log.transitions.stream().filter(told -> told.contains("raised"))).hasSize(3);
    assertThat(log.transitions.stream().filter(told -> told.endsWith("record_volume")))
        .as("then it opens again")
        .hasSizeGreaterThan(1);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> CircuitLog.config("{minTimeout: 40s}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("minTimeout at most maxTimeout");
    assertThatThrownBy(() -> CircuitLog.config("{errorShare: 0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("errorShare");
    assertThatThrownBy(
            () ->
                CircuitLog.config(
                    "{signals: [{name: a, metric: m, limit: 1}, {name: a, metric: n, limit: 1}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("name of its own");
    assertThatThrownBy(() -> CircuitLog.config("{signals: [{name: a, metric: m, limit: 0}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("limit above 0");
  }

  @Test
  void globsMatchWholeNames() {
    assertThat(Glob.matches("acme/*", "acme/orders")).isTrue();
    assertThat(Glob.matches("*/orders", "acme/orders")).isTrue();
    assertThat(Glob.matches("*", "")).isTrue();
    assertThat(Glob.matches("a*b*c", "axxbyybc")).isTrue();
    assertThat(Glob.matches("acme", "acme/orders")).isFalse();
    assertThat(Glob.matches("a*b", "abc")).isFalse();
    assertThat(Glob.matches("28*", "2")).isFalse();
  }

  private void tooManyBytes() {
    log.bytes = 11_000;
    log.later(100).ok(5);
    log.bytes = 10;
    log.later(10_000).ok(5);
  }

  private void usual(long millis) {
    for (int i = 0; i < 200; i++) {
      log.later(400).ok(millis);
    }
  }

  private void connections(long... byDatabase) {
    log.metrics(Map.of(BACKENDS, Arrays.stream(byDatabase).boxed().toList(), MAX, List.of(100L)));
  }
}
