package io.dbintel.streams.operators.quality;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.AdmittedMetrics;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.MetricRowRead;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.CounterEpoch;
import io.dbintel.streams.statements.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CardinalityTest {
  private static final long HOUR = 3_600_000;
  private static final String KEY = "dbintel.statement.key";

  private final Cardinality cardinality = new Cardinality();
  private CardinalityState state;
  private long clock = 5 * HOUR;

  @Test
  void attributesOfStatementsSessionsAndMetricsAreCountedUnderTheirNames() {
    chunk(poll("a", 1).rowOf("shop", 1, 1, 1).rowOf("shop", 2, 1, 1).rowOf("stock", 3, 1, 1));
    chunk(poll("a", 2).rowOf("shop", 1, 2, 2).rowOf("shop", 4, 1, 1));
    apply(Verified.turn(clock, tick("one", "two", "one")));
    metrics("north", "south", "north");

    assertThat(state.estimates())
        .isEqualTo(
            Map.of("db.namespace", 2L, KEY, 4L, "network.peer.address", 2L, "toy.queue", 2L));
  }

  @Test
  void anHourIsToldOnceWithTheFirstLaterRecordThatHasAttributes() {
    chunk(poll("a", 1).rowOf("shop", 1, 1, 1));
    clock += HOUR;
    InstanceTurn outcome = Verified.turn(clock, Verified.outcome(PollStatus.OK));
    assertThat(cardinality.accepts(outcome)).isFalse();
    InstanceTurn next = apply(Verified.turn(clock, tick("one")));
    InstanceTurn after = apply(Verified.turn(clock, tick("one")));

    assertThat(next.insights())
        .containsExactly(
            new Insight.Cardinality(
                Verified.SOURCE, 5, new TreeMap<>(Map.of("db.namespace", 1L, KEY, 1L))));
    assertThat(after.insights()).isEmpty();
    assertThat(state.estimates()).containsOnlyKeys("network.peer.address");
  }

  @Test
  void aStalePollIsNotCounted() {
    apply(Verified.turn(clock, poll("a", 1).rowOf("shop", 1, 1, 1).record()));
    assertThat(state.estimates()).isEmpty();
  }

  @Test
  void manyValuesTakeNoMoreRoomThanSome() {
    DistinctValues values = new DistinctValues(CardinalityState.begin(5));
    for (int i = 0; i < 100_000; i++) {
      values.add("user", "user" + i);
    }
    CardinalityState many = values.state();
    assertThat(many.estimates().get("user")).isCloseTo(100_000, withinPercentage(15));
    assertThat(bytes(many)).hasSizeLessThan(3 * DistinctValues.SKETCH_BYTES);
    assertThat(cardinality.part().read(new StateReader(bytes(many)), 1)).isEqualTo(many);
  }

  @Property(tries = 200)
  void neitherOrderNorRepetitionNorPausesChangeAnything(
      @ForAll @Size(max = 200) List<@IntRange(max = 300) Integer> drawn) {
    CardinalityState atOnce = added(CardinalityState.begin(5), drawn);
    List<Integer> reversed = new ArrayList<>(drawn);
    Collections.reverse(reversed);
    CardinalityState inParts = CardinalityState.begin(5);
    for (int value : reversed) {
      byte[] stored = bytes(added(inParts, List.of(value, value)));
      inParts = new CardinalityStateCodec().read(new StateReader(stored), 1);
    }

    assertThat(inParts).isEqualTo(atOnce);
    assertThat(bytes(inParts)).isEqualTo(bytes(atOnce));
    long distinct = drawn.stream().distinct().count();
    long estimate = atOnce.estimates().getOrDefault("a", 0L);
    assertThat(estimate).isBetween((long) (distinct * 0.75), (long) (distinct * 1.25) + 1);
  }

  @Test
  void bytesInStoresStayReadable() {
    GoldenBytes.check(
        cardinality.part(),
        18,
        added(CardinalityState.begin(5), List.of(1, 2)),
        "0501016102571c101c");
  }

  private static CardinalityState added(CardinalityState to, List<Integer> drawn) {
    DistinctValues values = new DistinctValues(to);
    drawn.forEach(value -> values.add("a", value));
    return values.state();
  }

  private static byte[] bytes(CardinalityState of) {
    PartCodec<CardinalityState> codec = new CardinalityStateCodec();
    StateWriter out = new StateWriter();
    codec.write(of, out);
    return out.toBytes();
  }

  private InstanceTurn apply(InstanceTurn turn) {
    state = cardinality.decide(state, turn);
    state = cardinality.afterRows(state, turn);
    return turn;
  }

  private void chunk(Polls poll) {
    InstanceTurn turn = Verified.turn(clock, poll.record());
    turn.admit(new AdmittedChunk(poll.header(), 1, true, false, 0, new Interval(1, 2), false));
    apply(turn);
  }

  private static VerifiedRecord.Sessions tick(String... clients) {
    return new VerifiedRecord.Sessions(
        10,
        Verified.SOURCE,
        new ReadId("a", 1),
        0,
        1,
        1_000,
        5,
        Stream.of(clients).map(client -> Verified.session(client, List.of())).toList(),
        Map.of());
  }

  private void metrics(String... queues) {
    List<MetricReading> readings = new ArrayList<>();
    for (String queue : queues) {
      readings.add(
          new MetricReading(
              Verified.SOURCE.catalogue().metric("toy.jobs.waiting").orElseThrow(),
              new TreeMap<>(Map.of("toy.queue", Verified.clean(queue))),
              new MetricRowRead(0, 0, Set.of(), 0),
              1L,
              null));
    }
    VerifiedRecord.Metrics poll =
        new VerifiedRecord.Metrics(
            100,
            Verified.SOURCE,
            new ReadId("a", 1),
            0,
            1,
            new CounterEpoch("server", 0, 1),
            1,
            ServerRole.PRIMARY,
            List.of(new MetricGroupRead("jobs", 1, 2, readings)),
            new TreeMap<>(),
            Map.of());
    InstanceTurn turn = Verified.turn(clock, poll);
    turn.admit(new AdmittedMetrics(poll.read(), 1, 100, 0, false));
    apply(turn);
  }
}
