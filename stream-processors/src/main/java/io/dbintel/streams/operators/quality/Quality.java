package io.dbintel.streams.operators.quality;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.catalogue.SignalDefinition;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.statements.StatementRow;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Judges whether what came in is plausible and tells it hour by hour of the instance clock: how
 * many facts of each kind were checked, how many were not plausible for which reason, and a score.
 * It drops nothing: what is not plausible is counted like everything else. An hour is emitted with
 * the first record after it that says where it was read, as the ledger's.
 */
public final class Quality implements InstanceOperator<QualityState> {
  private static final PartCodec<QualityState> PART = new QualityStateCodec();
  private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
  private static final String CONNECTIONS = "connections";

  private final QualityConfig config;

  /** Judges as {@code config} says. */
  public Quality(QualityConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public PartCodec<QualityState> part() {
    return PART;
  }

  /**
   * What was counted stays true; an hour that started over would be reported twice. What is usual
   * is learned anew.
   */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public QualityState decide(QualityState prior, InstanceTurn turn) {
    long hour = turn.clock() / HOUR_MS;
    if (prior == null) {
      return QualityState.begin(hour, 0);
    }
    if (turn.forgetting()) {
      return prior.withConnections(0).withTuning(Tuning.none());
    }
    Source source = turn.record().source();
    if (hour == prior.hour() || source == null) {
      return prior;
    }
    turn.emit(
        new Insight.Quality(
            source, prior.hour(), prior.score(), prior.shares(), prior.counts(), prior.flagged()));
    Tuning tuned = prior.tuning().copy();
    for (Tuning.Move move : tuned.endHour(config)) {
      Threshold threshold = move.threshold();
      turn.emit(
          new Insight.QualityThreshold(
              source,
              prior.hour(),
              threshold.label(),
              threshold.unit(),
              move.from(),
              move.to(),
              move.usual(),
              config.tuning().shadow()));
    }
    return prior.next(hour, tuned);
  }

  @Override
  public QualityState afterRows(QualityState prior, InstanceTurn turn) {
    QualityState next = prior.copy();
    VerifiedRecord record = turn.record();
    if (record instanceof VerifiedRecord.Rejected rejected) {
      next.check(FactKind.RECORDS, rejected.count());
      flag(next, Reason.INVALID, rejected.count(), turn);
      return next;
    }
    next.check(FactKind.RECORDS, 1);
    if (record instanceof VerifiedRecord.Outcome outcome) {
      checkOutcome(outcome, next, turn);
    } else if (record instanceof VerifiedRecord.Statements chunk && turn.chunk() != null) {
      PollHeader header = chunk.header();
      checkRead(header.readEnd() - header.readStart(), next, turn);
      checkRows(chunk, next, turn);
    } else if (record instanceof VerifiedRecord.Metrics poll && turn.metrics() != null) {
      checkRead(longestRead(poll), next, turn);
      checkReadings(poll, next, turn);
      return next.withConnections(connections(poll, next.connections()));
    } else if (record instanceof VerifiedRecord.Sessions tick) {
      checkRead(0, next, turn);
      checkSessions(tick, next, turn);
    }
    return next;
  }

  private void checkOutcome(VerifiedRecord.Outcome outcome, QualityState next, InstanceTurn turn) {
    if (outcome.status() == PollStatus.SKIPPED) {
      return;
    }
    next.check(FactKind.READS, 1);
    if (outcome.status() != PollStatus.OK) {
      flag(next, Reason.FAILED_POLL, 1, turn);
    } else if (outcome.clockSkewMicros() != null) {
      long skew = Math.abs(Math.max(-Long.MAX_VALUE, outcome.clockSkewMicros()));
      next.tuning().observe(Threshold.CLOCK_SKEW, skew);
      if (skew > next.tuning().limit(Threshold.CLOCK_SKEW, config)) {
        flag(next, Reason.CLOCK_SKEW, 1, turn);
      }
    }
  }

  private void checkRead(long micros, QualityState next, InstanceTurn turn) {
    next.check(FactKind.READS, 1);
    long late = turn.clock() - turn.timestamp();
    Tuning tuning = next.tuning();
    tuning.observe(Threshold.READ_TIME, micros);
    tuning.observe(Threshold.LATENESS, late);
    if (micros > tuning.limit(Threshold.READ_TIME, config)) {
      flag(next, Reason.SLOW_READ, 1, turn);
    } else if (late > tuning.limit(Threshold.LATENESS, config)) {
      flag(next, Reason.LATE, 1, turn);
    }
  }

  private static long longestRead(VerifiedRecord.Metrics poll) {
    long longest = 0;
    for (MetricGroupRead group : poll.groups()) {
      longest = Math.max(longest, group.readEnd() - group.readStart());
    }
    return longest;
  }

  private void checkRows(VerifiedRecord.Statements chunk, QualityState next, InstanceTurn turn) {
    AdmittedChunk admitted = turn.chunk();
    StatementChecks checks =
        new StatementChecks(
            config,
            chunk.source().catalogue().statements().orElseThrow(),
            chunk.counters(),
            admitted.interval(),
            next.connections() > 0 ? next.connections() : config.connections(),
            next.tuning());
    List<StatementRow> rows = chunk.rows();
    List<RowOutcome> outcomes = turn.rows();
    for (int i = 0; i < rows.size(); i++) {
      // what cannot be read is among the records that are not valid
      if (rows.get(i).readable()) {
        next.check(FactKind.STATEMENTS, 1);
        Reason reason = checks.check(rows.get(i), outcomes.get(i));
        if (reason != null) {
          flag(next, reason, 1, turn);
        }
      }
    }
  }

  private static void checkReadings(
      VerifiedRecord.Metrics poll, QualityState next, InstanceTurn turn) {
    for (MetricGroupRead group : poll.groups()) {
      next.check(FactKind.METRICS, group.readings().size());
      for (MetricReading reading : group.readings()) {
        double value = value(reading);
        if (!Double.isFinite(value)) {
          flag(next, Reason.NOT_FINITE, 1, turn);
        } else if (value < 0 && reading.metric().isCounter()) {
          flag(next, Reason.NEGATIVE_COUNTER, 1, turn);
        }
      }
    }
  }

  private static double value(MetricReading reading) {
    return reading.longValue() != null ? reading.longValue() : reading.doubleValue();
  }

  /** Connections that the server may have, by the metric that the signal of that name names. */
  private static long connections(VerifiedRecord.Metrics poll, long known) {
    for (SignalDefinition signal : poll.source().catalogue().signals()) {
      if (signal.name().equals(CONNECTIONS) && signal.of() != null) {
        for (MetricGroupRead group : poll.groups()) {
          for (MetricReading reading : group.readings()) {
            if (reading.metric().name().equals(signal.of()) && value(reading) >= 1) {
              return (long) value(reading);
            }
          }
        }
      }
    }
    return known;
  }

  private void checkSessions(VerifiedRecord.Sessions tick, QualityState next, InstanceTurn turn) {
    next.check(FactKind.SESSIONS, tick.sessions().size());
    long end = tick.readTime() + TimeUnit.MILLISECONDS.toMicros(config.maxReadTime().toMillis());
    for (SessionSnapshot session : tick.sessions()) {
      if (isAfter(session.sessionStart(), end)
          || isAfter(session.transactionStart(), end)
          || isAfter(session.queryStart(), end)
          || isAfter(session.stateChange(), end)) {
        flag(next, Reason.AFTER_READ, 1, turn);
      }
    }
  }

  private static boolean isAfter(Long time, long end) {
    return time != null && time > end;
  }

  private static void flag(QualityState next, Reason reason, long count, InstanceTurn turn) {
    next.flag(reason, count);
    turn.decisions().count("quality", reason.label(), count);
  }
}
