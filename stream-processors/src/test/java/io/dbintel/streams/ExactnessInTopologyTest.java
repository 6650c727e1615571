package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.model.Chunks;
import io.dbintel.streams.model.Scenario;
import io.dbintel.streams.model.TopologyHarness;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * The same histories through the whole topology: named rows and remainders add up, ids are unique.
 */
class ExactnessInTopologyTest {

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void namedAndRemainderAddUpToWhatTheReadsSay(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int top) {
    String selection =
        "{selection: {top: "
            + top
            + ", hardCap: "
            + (top + 2)
            + "}, sampler: {targetPerMinute: 600, rules: [{name: a, when: \"calls > 1\", rate:"
            + " 0.5}]}}";
    AtomicReference<StatementPollChunk> last = new AtomicReference<>();
    try (TopologyHarness topology = new TopologyHarness(selection)) {
      Scenario scenario =
          new Scenario(
              seed,
              17,
              2,
              (timestamp, record) -> {
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
      StatementPollChunk end = Chunks.emptyAfter(last.get());
      topology.send(TopologyHarness.INSTANCE, end.getReadEnd() / 1_000, end);
      assertAddsUp(topology.events("db.server.top_query"), scenario);
    }
  }

  private static void assertAddsUp(List<ResultEvent> events, Scenario scenario) {
    long calls = 0;
    long nanos = 0;
    Set<String> ids = new HashSet<>();
    for (ResultEvent event : events) {
      Map<String, Object> attributes = event.getAttributes();
      calls += (long) attributes.get("postgresql.calls");
      nanos += (long) attributes.get("dbintel.total_exec_time_ns");
      assertThat(ids.add(event.getRecordId())).as("%s is emitted once", event).isTrue();
    }
    assertThat(calls).isEqualTo(scenario.expected(0));
    assertThat(nanos).isEqualTo(scenario.expected(3));
  }
}
