package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.avro.ServerRole;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A read is repeated when the counters or the privilege changed while it was made. */
class StatementReadsTest {

  private static final PollModes.Demand NOTHING = new PollModes.Demand(0, false, false);

  private final Deque<CounterMark> marks = new ArrayDeque<>();
  private final PollModes modes = new PollModes(10, Duration.ofMinutes(10));
  private final StatementReads reads = new StatementReads(new MarkedSource(), modes);

  @Test
  void repeatsAReadDuringWhichTheCountersWereReset() throws Exception {
    marks.addAll(List.of(mark(1, 10, "all"), mark(2, 20, "all")));
    marks.addAll(List.of(mark(3, 20, "all"), mark(4, 20, "all")));
    StatementSnapshot snapshot = reads.read(NOTHING);
    assertThat(snapshot.header().before().clock()).isEqualTo(3);
    assertThat(snapshot.plan().mode().full()).as("the torn read was not the first poll").isTrue();
    assertThat(marks).isEmpty();
  }

  @Test
  void repeatsAReadDuringWhichThePrivilegeChanged() throws Exception {
    marks.addAll(List.of(mark(1, 10, "own"), mark(2, 10, "all")));
    marks.addAll(List.of(mark(3, 10, "all"), mark(4, 10, "all")));
    assertThat(reads.read(NOTHING).header().before().clock()).isEqualTo(3);
  }

  @Test
  void acceptsEvictionsDuringARead() throws Exception {
    marks.addAll(List.of(mark(1, 10, "all"), new CounterMark(2, 10L, 99L, "all")));
    assertThat(reads.read(NOTHING).after().evictions()).isEqualTo(99);
  }

  @Test
  void givesUpWhenSomethingResetsTheCountersAllTheTime() {
    for (int i = 0; i < 10; i++) {
      marks.add(mark(i, i, "all"));
    }
    assertThatThrownBy(() -> reads.read(NOTHING))
        .isInstanceOf(PollFailure.class)
        .hasMessageContaining("during each of 5 reads");
    assertThat(marks).isEmpty();
  }

  private static CounterMark mark(long clock, long countersSince, String privilege) {
    return new CounterMark(clock, countersSince, 0L, privilege);
  }

  private final class MarkedSource implements StatementSource {

    @Override
    public StatementSnapshot read(ReadPlanner planner) {
      StatementHeader header =
          new StatementHeader("s", 1, "1", null, ServerRole.PRIMARY, 1, marks.remove());
      ReadPlan plan = planner.plan(header);
      return new StatementSnapshot(
          header, marks.remove(), plan, List.of(), 0, 0, List.of(), List.of());
    }

    @Override
    public void readTexts(Set<StatementKey> wanted, TextReceiver receiver) {}
  }
}
