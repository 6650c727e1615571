package io.dbintel.collector.statements;

import io.dbintel.collector.system.PollFailure;
import java.util.List;

/**
 * Plans reads and keeps what the broker has. A read during which the counters were reset or the
 * privilege changed is thrown away and repeated. Used by one thread; acknowledgements may come from
 * another.
 */
final class StatementReads {

  private static final int MAX_ATTEMPTS = 5;

  private final StatementSource source;
  private final PollModes modes;
  private final AcknowledgedRows hotRows = new AcknowledgedRows();
  private final AcknowledgedRows allCounterRows = new AcknowledgedRows();

  StatementReads(StatementSource source, PollModes modes) {
    this.source = source;
    this.modes = modes;
  }

  StatementSnapshot read(PollModes.Demand demand) throws PollFailure {
    return untorn(source, header -> plan(header, demand));
  }

  /** Reads again until nothing was reset meanwhile. */
  static StatementSnapshot untorn(StatementSource source, ReadPlanner planner) throws PollFailure {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      StatementSnapshot snapshot = source.read(planner);
      if (!snapshot.isTorn()) {
        return snapshot;
      }
    }
    throw new PollFailure(
        "reset_during_read",
        "the statement counters were reset, or the privileges of the agent's user changed, during"
            + " each of "
            + MAX_ATTEMPTS
            + " reads; stop whatever resets them all the time",
        false,
        null);
  }

  private ReadPlan plan(StatementHeader header, PollModes.Demand demand) {
    ComparableEpoch epoch = ComparableEpoch.of(header);
    if (modes.isNewEpoch(epoch)) {
      hotRows.clear();
      allCounterRows.clear();
    }
    PollMode mode = modes.choose(epoch, header.before().clock(), demand, hotRows.size());
    AcknowledgedRows acknowledged = mode.allCounters() ? allCounterRows : hotRows;
    return new ReadPlan(mode, acknowledged.known(), acknowledged);
  }

  /** The poll waits to be sent: from now on it was made. */
  void handedOver(SentPoll poll) {
    modes.polled(
        poll.mode(), poll.epoch(), poll.readStart(), poll.demand(), poll.changed(), poll.total());
  }

  /** The broker has the rows of the poll. */
  void acknowledged(SentPoll poll, List<AcknowledgedRows.SentRow> rows) {
    PollMode mode = poll.mode();
    hotRows.acknowledge(rows, mode.full(), poll.readStart(), poll.generation());
    if (mode.allCounters()) {
      allCounterRows.acknowledge(rows, mode.full(), poll.readStart(), poll.generation());
    }
  }
}
