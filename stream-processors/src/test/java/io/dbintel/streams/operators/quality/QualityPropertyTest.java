package io.dbintel.streams.operators.quality;

import static io.dbintel.streams.operators.Polls.poll;
import static io.dbintel.streams.operators.quality.QualityTurns.CONNECTIONS;
import static io.dbintel.streams.operators.quality.QualityTurns.LONGEST;
import static io.dbintel.streams.operators.quality.QualityTurns.MASK;
import static io.dbintel.streams.operators.quality.QualityTurns.flagged;
import static io.dbintel.streams.operators.quality.QualityTurns.grew;
import static io.dbintel.streams.operators.quality.QualityTurns.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class QualityPropertyTest {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  /** What a server can do is never taken for implausible. */
  @Property(tries = 300)
  void aServerWhoseConnectionsExecuteOneCallAtATimeIsPlausible(
      @ForAll @Size(CONNECTIONS) List<@Size(max = 30) List<@LongRange(min = 0) Long>> durations) {
    long[] calls = new long[30];
    long[] time = new long[30];
    for (List<Long> connection : durations) {
      // the first call began as long ago as a call can take
      long now = -LONGEST.toNanos();
      for (long any : connection) {
        long duration = any % LONGEST.toNanos();
        now += duration;
        if (now > 0) {
          int poll = (int) (now / INTERVAL);
          if (poll < calls.length) {
            calls[poll]++;
            time[poll] += duration;
          }
        }
      }
    }
    QualityTurns turns = new QualityTurns();
    for (int i = 0; i < calls.length; i++) {
      RowOutcome outcome =
          calls[i] == 0 ? skipped(RowOutcome.UNCHANGED) : grew(calls[i], calls[i], time[i]);
      turns.chunk(poll("a", i + 1).counters(MASK).row(1, 0, 9, 9, 9), outcome);
    }
    assertThat(turns.reasons()).isEmpty();
  }

  /** Of each kind no more is implausible than was checked, and a score is a score. */
  @Property(tries = 300)
  void countsAddUpWhateverComes(
      @ForAll @Size(max = 20) List<@Size(3) List<@LongRange(min = 0) Long>> rows,
      @ForAll @IntRange(max = 9) int rejected,
      @ForAll boolean failed,
      @ForAll boolean reset) {
    QualityTurns turns = new QualityTurns();
    for (List<Long> row : rows) {
      long[] values = row.stream().mapToLong(Long::longValue).toArray();
      turns.chunk(poll("a", 1).counters(MASK).row(1, 0, values), flagged(reset ? 1 : 0, values));
    }
    turns.apply(new VerifiedRecord.Rejected(1, "bad", rejected));
    turns.apply(Verified.outcome(failed ? PollStatus.FAILED : PollStatus.OK));

    for (FactKind kind : FactKind.values()) {
      long bad = 0;
      for (Reason reason : Reason.values()) {
        bad += reason.kind() == kind ? turns.state.reasons()[reason.ordinal()] : 0;
      }
      assertThat(bad).isBetween(0L, turns.state.checked()[kind.ordinal()]);
    }
    Insight.Quality hour = turns.hour(Verified.outcome(PollStatus.OK));
    assertThat(hour.score()).isBetween(0.0, 1.0);
    boolean clean = hour.reasons().values().stream().allMatch(count -> count == 0);
    assertThat(hour.score() == 1).isEqualTo(clean);
    assertThat(hour.checked()).containsEntry("statements", (long) rows.size());
  }
}
