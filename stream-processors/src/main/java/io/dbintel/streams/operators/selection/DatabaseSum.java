package io.dbintel.streams.operators.selection;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.statements.StatementDelta;

/**
 * The rows of one database that were summed and not emitted yet.
 *
 * @param database its name; null for the rows whose database has no sum of its own
 * @param rows how many rows were summed
 * @param sum their growth
 */
record DatabaseSum(CleanText database, long rows, StatementDelta sum) {}
