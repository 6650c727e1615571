package io.dbintel.collector.statements;

import io.dbintel.schemas.statement.StatementCounter;
import java.util.List;

/**
 * One consistent read of the statement counters.
 *
 * @param identity server that answered
 * @param life what the counters may be compared with
 * @param mode how it was read
 * @param before clock and info before the rows
 * @param after clock and info after the rows
 * @param counters columns of the values
 * @param changed rows to send
 * @param rowsTotal rows there were; -1 when the server left some out
 * @param hidden rows whose identity the role may not see
 * @param known what was acknowledged when it was read
 */
record StatementSnapshot(
    InstanceIdentity identity,
    ComparableEpoch life,
    PollMode mode,
    StatementHeader.Mark before,
    StatementHeader.Mark after,
    List<StatementCounter> counters,
    List<CounterRow> changed,
    int rowsTotal,
    int hidden,
    AcknowledgedRows.Known known) {}
