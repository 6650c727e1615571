package io.dbintel.collector.plans;

import io.dbintel.collector.statements.StatementKey;

/**
 * A statement that may be planned.
 *
 * @param key key of its row
 * @param textKey the leading bytes of it that identify the text, which has one plan
 * @param queryId query identifier as the system prints it
 * @param database where it is executed; null when not known
 * @param user who executes it; null when not known
 * @param timeNanos time that it has taken so far, cumulative
 */
public record StatementLoad(
    StatementKey key,
    StatementKey textKey,
    String queryId,
    String database,
    String user,
    long timeNanos) {}
