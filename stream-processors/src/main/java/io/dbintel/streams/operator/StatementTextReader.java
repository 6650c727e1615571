package io.dbintel.streams.operator;

import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.StatementRow;

/** Finds the text of a statement row. */
@FunctionalInterface
public interface StatementTextReader {

  /**
   * The text of the row; null when it is not known.
   *
   * @param keyed reads what keyed operators remember about the row's instance
   * @param chunk the chunk that the row is in
   */
  StatementText textOf(KeyedReader keyed, VerifiedRecord.Statements chunk, StatementRow row);
}
