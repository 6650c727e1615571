package io.dbintel.collector.statements;

import io.dbintel.schemas.catalogue.StatementCounter;
import java.util.List;

/**
 * One read of the statement counters.
 *
 * @param header server that answered, and clock and counters before the rows
 * @param after clock and counters after the rows
 * @param plan how it was read
 * @param counters what the values of the rows are
 * @param rowsRead rows there were, sent or not; -1 when the server left some out
 * @param hidden rows whose identity the user may not see
 * @param changed rows to send, with their names
 * @param remarks what a person should do so that nothing is missed, one line each; see {@link
 *     io.dbintel.collector.system.PollRun#remark}
 */
public record StatementSnapshot(
    StatementHeader header,
    CounterMark after,
    ReadPlan plan,
    List<StatementCounter> counters,
    int rowsRead,
    int hidden,
    List<CounterRow> changed,
    List<String> remarks) {

  /** Whether counters were reset or the privilege changed while the rows were read. */
  boolean isTorn() {
    return !header.before().holdsAt(after);
  }
}
