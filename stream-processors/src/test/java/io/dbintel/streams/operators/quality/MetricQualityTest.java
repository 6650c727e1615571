package io.dbintel.streams.operators.quality;

import static io.dbintel.streams.operators.Polls.poll;
import static io.dbintel.streams.operators.quality.QualityTurns.MASK;
import static io.dbintel.streams.operators.quality.QualityTurns.SECOND;
import static io.dbintel.streams.operators.quality.QualityTurns.grew;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.MetricRowRead;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.CounterEpoch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricQualityTest {
  private static final Source POSTGRESQL =
      new Source(SystemCatalogue.of("postgresql"), Verified.clean("db"), 5432);

  private final QualityTurns turns = new QualityTurns();

  @Test
  void valuesMustBeNumbersAndCountersNotNegative() {
    turns.metrics(
        metrics(
            Verified.SOURCE,
            1,
            reading(Verified.SOURCE, "toy.heat", null, -40.0),
            reading(Verified.SOURCE, "toy.heat", null, Double.NaN),
            reading(Verified.SOURCE, "toy.heat", null, Double.NEGATIVE_INFINITY),
            reading(Verified.SOURCE, "toy.jobs.waiting", -1L, null),
            reading(Verified.SOURCE, "toy.jobs.done", -1L, null)));

    assertThat(turns.reasons()).isEqualTo(Map.of("not_finite", 2L, "negative_counter", 1L));
    assertThat(turns.state.counts()).containsEntry("metrics", 5L).containsEntry("reads", 1L);
  }

  @Test
  void aQueryThatReadsForTooLongIsNotOneMoment() {
    turns.metrics(metrics(Verified.SOURCE, 60 * SECOND));
    assertThat(turns.reasons()).isEmpty();
    turns.metrics(metrics(Verified.SOURCE, 60 * SECOND + 1));
    assertThat(turns.reasons()).isEqualTo(Map.of("slow_read", 1L));
  }

  @Test
  void connectionsAreThoseThatTheServerSays() {
    // 100 calls of 70 s each end within ten seconds: too many for ten connections
    long time = 100 * TimeUnit.SECONDS.toNanos(70);
    turns.chunk(poll("a", 1).counters(MASK).row(1, 0, 100, 1, time), grew(100, 1, time));
    assertThat(turns.reasons()).isEqualTo(Map.of("time_over_capacity", 1L));

    turns.metrics(
        metrics(POSTGRESQL, 1, reading(POSTGRESQL, "postgresql.connection.max", 100L, null)));
    turns.metrics(metrics(POSTGRESQL, 1, reading(POSTGRESQL, "postgresql.backends", 3L, null)));
    turns.chunk(poll("a", 2).counters(MASK).row(1, 0, 200, 1, 2 * time), grew(100, 1, time));

    assertThat(turns.state.connections()).isEqualTo(100);
    assertThat(turns.reasons()).isEqualTo(Map.of("time_over_capacity", 1L));
  }

  private static VerifiedRecord.Metrics metrics(
      Source source, long readMicros, MetricReading... readings) {
    return new VerifiedRecord.Metrics(
        100,
        source,
        new ReadId("a", 1),
        0,
        1,
        new CounterEpoch("server", 0, 1),
        1,
        ServerRole.PRIMARY,
        List.of(new MetricGroupRead("group", 1, 1 + readMicros, List.of(readings))),
        new TreeMap<>(),
        Map.of());
  }

  private static MetricReading reading(
      Source source, String metric, Long longValue, Double doubleValue) {
    return new MetricReading(
        source.catalogue().metric(metric).orElseThrow(),
        new TreeMap<>(),
        new MetricRowRead(0, 0, Set.of(), 0),
        longValue,
        doubleValue);
  }
}
