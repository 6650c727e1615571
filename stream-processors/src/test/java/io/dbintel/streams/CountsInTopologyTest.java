package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.ObservedOperators;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.Scenario;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * What the operators say they took in, let out and held back, against what crosses their edges: the
 * records of the log, the calls that reach the next operator, the results and the dead letters.
 */
class CountsInTopologyTest {
  private static final String DELTAS = "counter-deltas";
  private static final String NAMING = "adaptive-sampler";
  private static final String SEQUENCER = "poll-sequencer";

  private final CountingOperators counts = new CountingOperators();
  private final ObservedOperators observed = new ObservedOperators();

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void countsAgreeWithWhatCrossesTheEdges(@ForAll long seed) {
    CountsInTopologyTest fresh = new CountsInTopologyTest();
    fresh.run(seed);
  }

  private void run(long seed) {
    AtomicReference<StatementPollChunk> last = new AtomicReference<>();
    long[] records = {0};
    try (TopologyHarness topology = topology()) {
      Scenario scenario =
          new Scenario(
              seed,
              17,
              2,
              (timestamp, record) -> {
                records[0]++;
                topology.send(TopologyHarness.INSTANCE, timestamp, record);
                if (record instanceof StatementPollChunk chunk) {
                  last.set(chunk);
                }
              });
      scenario.baseline();
      for (int step = 0; step < 60; step++) {
        scenario.step();
        if (step % 7 == 3) {
          scenario.disturb();
        }
        if (step % 11 == 6) {
          scenario.change();
        }
      }
      scenario.settle();

      List<ResultEvent> events = topology.events("db.server.top_query");
      assertNodes(records[0]);
      assertOperators();
      assertThat(counts.in(DELTAS)).as("rows in").isEqualTo(scenario.appliedRows());
      assertThat(counts.held(SEQUENCER).getOrDefault("stale", 0L))
          .as("stale chunks")
          .isEqualTo(scenario.sent() - scenario.applied());
      assertThat(counts.out(DELTAS)).as("rows with growth").isEqualTo(observed.calls(NAMING));
      assertThat(counts.out(NAMING))
          .as("rows named")
          .isEqualTo(events.stream().filter(event -> statements(event) == 0).count());
    }
  }

  /** Records through the nodes; every record of the log is valid. */
  private void assertNodes(long records) {
    assertThat(counts.in("validation")).isEqualTo(records);
    assertThat(counts.out("validation")).isEqualTo(records);
    assertThat(counts.in("verification")).isEqualTo(records);
    assertThat(counts.out("verification")).isEqualTo(records);
    assertThat(observed.calls("instance-clock")).isEqualTo(records);
  }

  private void assertOperators() {
    for (String operator : observed.operators()) {
      assertThat(counts.in(operator)).as("in of " + operator).isEqualTo(observed.calls(operator));
      assertThat(counts.out(operator) + counts.heldInAll(operator))
          .as("out and held of " + operator)
          .isEqualTo(observed.calls(operator));
    }
  }

  @Test
  void everyRowThatDoesNotLeaveUnderItsNameIsHeldForAReason() {
    try (TopologyHarness topology = topology()) {
      topology.send(full(1, 100, row(1, 50), row(2, 1), row(3, 1), row(4, 1)));
      topology.send(full(2, 110, row(1, 60), row(2, List.of(1L)), row(3, 4), row(4, 1), row(5, 2)));
      topology.send(partial(1, 90, row(1, 1)));

      List<ResultEvent> events = topology.events("db.server.top_query");
      assertThat(counts.held(DELTAS))
          .containsEntry("baseline", 4L)
          .containsEntry("unchanged", 1L)
          .containsEntry("unreadable", 1L)
          .hasSize(3);
      assertThat(counts.in(DELTAS)).isEqualTo(9);
      assertThat(counts.held(NAMING)).containsEntry("over_cap", 1L);
      assertThat(events.stream().mapToLong(CountsInTopologyTest::statements).sum())
          .as("rows in remainders")
          .isEqualTo(counts.heldInAll(NAMING));
      assertThat(counts.held(SEQUENCER)).containsEntry("stale", 1L);
    }
  }

  @Test
  void whatIsNotValidIsHeldByTheValidationAndReachesOnlyTheOperatorsAsACount() {
    try (TopologyHarness topology = topology()) {
      topology.send(full(1, 100, row(1, 50)));
      topology.sendBytes(TopologyHarness.INSTANCE, new byte[] {1});
      topology.sendBytes("no instance", topology.bytes(full(2, 110)));
      topology.send(full(3, 120, row(1, List.of(1L)), row(2, 1)));
      topology.send(RawRecords.outcome(PollStatus.OK));

      long deadLetters = topology.deadLetters().size();
      assertThat(deadLetters).isEqualTo(3);
      assertThat(counts.in("validation")).isEqualTo(5 + 1);
      assertThat(counts.heldInAll("validation")).isEqualTo(deadLetters);
      assertThat(counts.out("validation")).isEqualTo(3);
      assertThat(counts.in("verification")).isEqualTo(3);
    }
  }

  private TopologyHarness topology() {
    return new TopologyHarness(
        "{selection: {top: 2, hardCap: 2}}", counts, observed::observe, Purpose.PRODUCTION);
  }

  /** How many rows the sum is made of; 0 for a named row. */
  private static long statements(ResultEvent event) {
    return (long) event.getAttributes().getOrDefault("dbintel.remainder.statements", 0L);
  }
}
