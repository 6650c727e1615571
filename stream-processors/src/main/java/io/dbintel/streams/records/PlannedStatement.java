package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.statements.StatementKey;

/**
 * The execution plan of a statement.
 *
 * @param key of the statement's row
 * @param database that it was planned in; null when not known
 * @param user who executes it; null when not known
 * @param method how the plan was got: text, generic_plan, forced_generic_plan
 * @param sampled whether a session was seen to run it, with its own values
 * @param hash of the plan's structure, 16 hexadecimal digits
 * @param hashVersion version of the rules of the hash; only hashes of one version are compared
 * @param startupCost in the planner's unit; null when not known
 * @param totalCost in the planner's unit; null when not known
 * @param plan in the system's own format
 * @param truncated whether its end was left out
 */
public record PlannedStatement(
    StatementKey key,
    String queryId,
    CleanText database,
    CleanText user,
    String method,
    boolean sampled,
    String hash,
    int hashVersion,
    int nodes,
    Double startupCost,
    Double totalCost,
    CleanText plan,
    boolean truncated) {}
