package io.dbintel.streams.operators.ledger;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Adds up what came in and what left of an instance, hour by hour of its clock, so that anyone can
 * check that in = named + remainder, and where a gap is known. It never claims more than is known.
 * An hour is emitted with the first record after it that says where it was read.
 */
public final class Ledger implements InstanceOperator<LedgerState> {
  private static final PartCodec<LedgerState> PART = new LedgerStateCodec();
  private static final long HOUR_MS = 3_600_000;

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public PartCodec<LedgerState> part() {
    return PART;
  }

  /** What was counted stays true; an hour that started over would be reported twice. */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  /**
   * The hour that is being added up.
   *
   * @param hour hours since the Unix epoch, instance clock
   * @param entries the sums by name
   */
  public record Hour(long hour, SortedMap<String, Long> entries) {}

  /** The hour that is being added up, by what is remembered of an instance; empty for none. */
  public static Optional<Hour> standing(SectionedState remembered) {
    return Optional.ofNullable(remembered.get(PART))
        .map(state -> new Hour(state.hour(), state.entries()));
  }

  @Override
  public LedgerState decide(LedgerState prior, InstanceTurn turn) {
    long hour = turn.clock() / HOUR_MS;
    if (prior == null) {
      return LedgerState.begin(hour, LastPoll.NONE);
    }
    Source source = turn.record().source();
    if (turn.forgetting()) {
      return new LedgerState(prior.hour(), LastPoll.NONE, prior.sums());
    }
    if (hour == prior.hour() || source == null) {
      return prior;
    }
    turn.emit(new Insight.Ledger(source, prior.hour(), prior.entries(), prior.qualityScore()));
    return LedgerState.begin(hour, prior.lastPoll());
  }

  @Override
  public LedgerState afterRows(LedgerState prior, InstanceTurn turn) {
    long[] sums = prior.sums().clone();
    addRecord(sums, turn);
    add(sums, LedgerEntry.SESSIONS_IN, turn.sessionsSeen());
    add(sums, LedgerEntry.SESSIONS_KEPT, turn.sessionsKept());
    add(sums, LedgerEntry.SERIES_RESET, turn.seriesReset());
    add(sums, LedgerEntry.SERIES_BASELINE, turn.seriesBaseline());
    if (turn.metrics() != null && turn.metrics().reordered()) {
      add(sums, LedgerEntry.REORDERED, 1);
    }
    AdmittedChunk chunk = turn.chunk();
    if (chunk == null) {
      return new LedgerState(prior.hour(), prior.lastPoll(), sums);
    }
    RowSums rows = new RowSums(sums, turn.record().source().catalogue().statements().orElseThrow());
    turn.rows().forEach(rows::add);
    add(sums, LedgerEntry.ROWS_LEFT_VIEW, turn.rowsDeleted());
    add(sums, LedgerEntry.EVICTIONS, prior.lastPoll().evictionsUntil(chunk));
    add(sums, LedgerEntry.REORDERED, chunk.reordered() ? 1 : 0);
    add(sums, LedgerEntry.SELECTION_CHANGES, turn.selectionChanged() ? 1 : 0);
    return new LedgerState(prior.hour(), LastPoll.of(chunk), sums);
  }

  private static void addRecord(long[] sums, InstanceTurn turn) {
    VerifiedRecord record = turn.record();
    if (record instanceof VerifiedRecord.Rejected rejected) {
      add(sums, LedgerEntry.REJECTED, rejected.count());
      return;
    }
    add(sums, LedgerEntry.RECORDS, 1);
    for (int count : record.detections().values()) {
      add(sums, LedgerEntry.DETECTIONS, count);
    }
    if (record instanceof VerifiedRecord.Statements) {
      boolean applied = turn.chunk() != null;
      add(sums, applied ? LedgerEntry.CHUNKS_APPLIED : LedgerEntry.CHUNKS_STALE, 1);
    } else if (record instanceof VerifiedRecord.Outcome outcome) {
      add(sums, poll(outcome.status()), 1);
    }
  }

  private static LedgerEntry poll(PollStatus status) {
    return switch (status) {
      case OK -> LedgerEntry.POLLS_OK;
      case SKIPPED -> LedgerEntry.POLLS_SKIPPED;
      case FAILED, UNKNOWN -> LedgerEntry.POLLS_FAILED;
    };
  }

  private static void add(long[] sums, LedgerEntry entry, long value) {
    sums[entry.ordinal()] += value;
  }
}
