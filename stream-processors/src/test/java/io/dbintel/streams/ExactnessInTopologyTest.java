package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.model.PureStream;
import io.dbintel.streams.model.Scenario;
import io.dbintel.streams.model.TopologyHarness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * The same histories through the whole topology: named rows and remainders add up, ids are unique.
 */
class ExactnessInTopologyTest {

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void namedAndRemainderAddUpToWhatTheReadsSay(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int top) {
    PureStream oracle = new PureStream();
    String selection = "{selection: {top: " + top + ", hardCap: " + (top + 1) + "}}";
    try (TopologyHarness topology = new TopologyHarness(selection)) {
      List<StatementPollChunk> log = new ArrayList<>();
      Scenario scenario =
          new Scenario(
              seed,
              17,
              2,
              chunk -> {
                topology.later(100).send(chunk);
                log.add(chunk);
                return oracle.process(chunk);
              });
      scenario.baseline();
      for (int step = 0; step < 60; step++) {
        scenario.step();
        if (step % 7 == 3) {
          scenario.disturb();
        }
      }
      scenario.settle();
      topology.later(100).send(emptyPoll(log.get(log.size() - 1)));
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
      assertThat(ids.add(event.getRecordId())).as("%s is told once", event).isTrue();
    }
    long expectedCalls = 0;
    long expectedNanos = 0;
    for (int row = 0; row < scenario.rows(); row++) {
      expectedCalls += scenario.expected(row, 0);
      expectedNanos += scenario.expected(row, 3);
    }
    assertThat(calls).isEqualTo(expectedCalls);
    assertThat(nanos).isEqualTo(expectedNanos);
  }

  /** A poll without rows, which lets a remainder of an unfinished poll go. */
  private static StatementPollChunk emptyPoll(StatementPollChunk last) {
    return StatementPollChunk.newBuilder(last)
        .setIncarnation("last")
        .setSeq(1)
        .setChunk(0)
        .setChunks(1)
        .setFull(false)
        .setKeyRange(null)
        .setReadStart(last.getReadEnd() + 1_000_000_000L)
        .setReadEnd(last.getReadEnd() + 1_000_000_001L)
        .setRows(List.of())
        .build();
  }
}
