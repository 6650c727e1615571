package io.dbintel.streams.operators.quality;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.AdmittedMetrics;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs the operator over records of one instance, as the runtime does. */
final class QualityTurns {
  static final long HOUR = 3_600_000;
  static final long SECOND = 1_000_000;
  static final long MASK = Polls.RUNS | Polls.ITEMS | Polls.ELAPSED;
  static final int CONNECTIONS = 10;
  static final Duration LONGEST = Duration.ofMinutes(1);

  final Quality quality = new Quality(config(new TuningConfig(10, false)));
  QualityState state;
  long clock = 5 * HOUR;

  static QualityConfig config(TuningConfig tuning) {
    return new QualityConfig(
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        CONNECTIONS,
        LONGEST,
        1_000,
        4,
        tuning);
  }

  /** Applies a record of the time of the clock. */
  InstanceTurn apply(VerifiedRecord record) {
    return apply(Verified.turn(clock, record));
  }

  InstanceTurn apply(InstanceTurn turn, RowOutcome... rows) {
    state = quality.decide(state, turn);
    turn.rows().addAll(List.of(rows));
    state = quality.afterRows(state, turn);
    return turn;
  }

  /** Applies a chunk whose rows grew as {@code rows} says in ten seconds. */
  void chunk(Polls poll, RowOutcome... rows) {
    apply(admitted(poll), rows);
  }

  InstanceTurn admitted(Polls poll) {
    InstanceTurn turn = Verified.turn(clock, poll.record());
    turn.admit(
        new AdmittedChunk(poll.header(), 1, true, false, 0, new Interval(0, 10 * SECOND), false));
    return turn;
  }

  void metrics(VerifiedRecord.Metrics poll) {
    InstanceTurn turn = Verified.turn(clock, poll);
    turn.admit(new AdmittedMetrics(poll.read(), 1, 100, 0, false));
    apply(turn);
  }

  /** A row that grew by calls, rows and nanoseconds. */
  static RowOutcome grew(long... values) {
    return flagged(0, values);
  }

  static RowOutcome flagged(int flags, long... values) {
    return new RowOutcome(new StatementDelta(MASK, values, flags), true, null);
  }

  static RowOutcome skipped(String reason) {
    return new RowOutcome(null, false, reason);
  }

  /** The hour, told with the first record of the next. */
  Insight.Quality hour(VerifiedRecord next) {
    clock += HOUR;
    return apply(next).insights().stream()
        .map(Insight.Quality.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Reasons that were counted. */
  Map<String, Long> reasons() {
    Map<String, Long> reasons = state.flagged();
    reasons.values().removeIf(count -> count == 0);
    return reasons;
  }
}
