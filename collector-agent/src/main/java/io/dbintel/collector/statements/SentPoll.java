package io.dbintel.collector.statements;

/**
 * What is remembered of a poll on its way, besides its rows.
 *
 * @param mode how it was read
 * @param epoch counters and selection that it was read from
 * @param demand what it was asked for
 * @param readStart when the read began, database clock
 * @param generation of the acknowledged rows that it was compared with
 * @param changed rows that were sent
 * @param total rows there were
 */
record SentPoll(
    PollMode mode,
    ComparableEpoch epoch,
    PollModes.Demand demand,
    long readStart,
    int generation,
    int changed,
    int total) {

  static SentPoll of(StatementSnapshot snapshot, PollModes.Demand demand) {
    ReadPlan plan = snapshot.plan();
    return new SentPoll(
        plan.mode(),
        ComparableEpoch.of(snapshot.header()),
        demand,
        snapshot.header().before().clock(),
        plan.known().generation(),
        snapshot.changed().size(),
        plan.mode().filtered() ? plan.known().hashes().length : snapshot.rowsRead());
  }
}
