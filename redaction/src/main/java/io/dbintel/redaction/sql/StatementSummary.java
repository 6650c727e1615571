package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.Keyword.Role.DATA_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.DDL_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.ENDS_OBJECT_KIND;
import static io.dbintel.redaction.sql.Keyword.Role.ENDS_TARGET_LIST;
import static io.dbintel.redaction.sql.Keyword.Role.NAMED_OBJECT;
import static io.dbintel.redaction.sql.Keyword.Role.OF_TRANSACTION;
import static io.dbintel.redaction.sql.Keyword.Role.SKIPPED_BEFORE_TARGET;

import io.dbintel.redaction.sql.SummaryTrail.Mark;

/**
 * Finds the operations and targets of a statement, in the order of the text (OpenTelemetry semantic
 * conventions for database spans, "Generating a summary of the query").
 */
final class StatementSummary {

  private final SummaryTrail trail = new SummaryTrail();
  private final TargetReader target = new TargetReader(trail);
  private final QueryNesting nesting = new QueryNesting();
  private boolean objectKindMayFollow;
  private boolean grants;

  private boolean afterDistinct;
  private Keyword lastOperation;
  private Keyword dataOperation;

  private boolean statementMayBegin;
  private boolean objectExpected;
  private boolean explains;

  /** The statement is the first of a batch, and may be followed by APPLY BATCH. */
  private boolean batch;

  private boolean withList;
  private int withDepth;
  private boolean commonTableExpected;
  private boolean attentive;

  void reset() {
    trail.clear();
    resetStatement();
  }

  private void resetStatement() {
    target.reset();
    afterDistinct = false;
    lastOperation = null;
    dataOperation = null;
    statementMayBegin = true;
    objectExpected = false;
    grants = false;
    explains = false;
    batch = false;
    withList = false;
    commonTableExpected = false;
    attentive = true;
    nesting.reset();
  }

  /**
   * Whether any next token may change something; if not, only keywords of {@link
   * Keyword#concernsSummary}, parentheses, commas and semicolons can.
   */
  boolean attentive() {
    return attentive;
  }

  private void attend() {
    attentive =
        !target.is(Target.NONE) || statementMayBegin || commonTableExpected || afterDistinct;
  }

  /** What was found, complete when the statement has ended. */
  SummaryTrail finish() {
    target.end();
    return trail;
  }

  /** {@code keyword}: null for names, also for those that follow a dot and look like keywords. */
  void word(Keyword keyword, int start, int end) {
    if (target.is(Target.AFTER_DOT)) {
      target.goOn(start, end);
    } else {
      beginningOrTarget(keyword, start, end);
    }
    attend();
  }

  private void beginningOrTarget(Keyword keyword, int start, int end) {
    if (target.is(Target.NAMED) && !isBeforeTarget(keyword)) {
      target.end();
    }
    if (keyword == null || commonTableExpected && keyword != Keyword.RECURSIVE) {
      plainWord(start, end);
    } else if (!target.is(Target.EXPECTED) || !skippedOrName(keyword, start, end)) {
      keyword(keyword, start, end);
      afterDistinct = keyword == Keyword.DISTINCT;
    }
  }

  /** INSERT HIGH_PRIORITY INTO t, DELETE a FROM a JOIN b: what was taken for the target is none. */
  private boolean isBeforeTarget(Keyword keyword) {
    return !target.isSource()
        && (keyword == Keyword.FROM && dataOperation == Keyword.DELETE
            || keyword == Keyword.INTO && dataOperation == Keyword.INSERT);
  }

  private void plainWord(int start, int end) {
    if (commonTableExpected) {
      commonTableExpected = false;
      trail.add(Mark.COMMON_TABLE, start, end);
      target.none();
    } else if (target.is(Target.EXPECTED)) {
      target.begin(start, end);
    }
    afterDistinct = false;
    statementMayBegin = false;
  }

  /** A keyword where a target is expected; true when it has no other meaning. */
  private boolean skippedOrName(Keyword keyword, int start, int end) {
    if (keyword.is(SKIPPED_BEFORE_TARGET) || keyword == Keyword.INTO) {
      return true;
    }
    if (objectKindMayFollow && (keyword.is(NAMED_OBJECT) || keyword == Keyword.TABLES)) {
      objectKind(keyword, start, end);
      return true;
    }
    if (keyword == Keyword.BATCH && batch) {
      target.none();
      return true;
    }
    boolean mayBeSource = target.isSource() && !statementMayBegin && keyword.mayNameSource();
    if (keyword.endsTarget() && !mayBeSource) {
      target.none();
      return false;
    }
    plainWord(start, end);
    return true;
  }

  private void keyword(Keyword keyword, int start, int end) {
    if (keyword.isOperation() && isOperationHere(keyword)) {
      operation(keyword, start, end);
      return;
    }
    if (objectExpected && keyword.is(NAMED_OBJECT) && nesting.depth() == 0) {
      objectKind(keyword, start, end);
    } else if (keyword == Keyword.TRANSACTION
        && lastOperation != null
        && lastOperation.is(OF_TRANSACTION)) {
      trail.add(Mark.OBJECT_KIND, start, end);
    } else if (keyword == Keyword.WITH && statementMayBegin) {
      withList = true;
      withDepth = nesting.depth();
      commonTableExpected = true;
    } else if (keyword == Keyword.FROM && !afterDistinct && nesting.isQuery()) {
      target.dropDeleted();
      target.expect(true, true);
      nesting.sourceList(true);
    } else if ((keyword == Keyword.JOIN || keyword == Keyword.APPLY) && nesting.isQuery()
        || keyword == Keyword.STRAIGHT_JOIN && nesting.isSourceList()) {
      target.expect(true, true);
    } else if (keyword == Keyword.INTO && nesting.isQuery()) {
      target.expect(true, false);
    } else if (keyword == Keyword.USING
        && (dataOperation == Keyword.MERGE || dataOperation == Keyword.DELETE)) {
      target.expect(true, true);
    }
    if (keyword.is(ENDS_TARGET_LIST)) {
      nesting.sourceList(false);
    }
    objectExpected &= !keyword.is(ENDS_OBJECT_KIND);
    grants |= dataOperation == null && (keyword == Keyword.GRANT || keyword == Keyword.REVOKE);
    batch |= keyword == Keyword.BATCH && lastOperation == Keyword.BEGIN && dataOperation == null;
    statementMayBegin =
        keyword == Keyword.BATCH && batch && dataOperation == null
            || statementMayBegin
                && (keyword == Keyword.VERBOSE
                    || keyword == Keyword.FULL
                    || keyword == Keyword.TRANSACTION);
  }

  /** TABLE and the like before the name of one. */
  private void objectKind(Keyword keyword, int start, int end) {
    objectExpected = false;
    objectKindMayFollow = false;
    trail.add(Mark.OBJECT_KIND, start, end);
    boolean ofTable =
        keyword == Keyword.TABLE || keyword == Keyword.TABLES || keyword == Keyword.VIEW;
    target.expect(ofTable, false);
  }

  private boolean isOperationHere(Keyword keyword) {
    return keyword == Keyword.SELECT
        ? !grants || statementMayBegin
        : statementMayBegin && (nesting.depth() == 0 || isNestedOperation(keyword));
  }

  /** In parentheses, most words of operations are functions, rows, columns or options. */
  private boolean isNestedOperation(Keyword keyword) {
    boolean ofCommonTable = withList && nesting.depth() == withDepth + 1;
    boolean mayBeOne = ofCommonTable || lastOperation == Keyword.COPY;
    return mayBeOne
        && keyword.is(DATA_OPERATION)
        && keyword != Keyword.REPLACE
        && keyword != Keyword.VALUES;
  }

  private void operation(Keyword keyword, int start, int end) {
    trail.add(Mark.OPERATION, start, end);
    target.none();
    lastOperation = keyword;
    statementMayBegin =
        keyword == Keyword.EXPLAIN || keyword == Keyword.ANALYZE || keyword == Keyword.BEGIN;
    objectKindMayFollow = false;
    explains = keyword == Keyword.EXPLAIN;
    grants = keyword == Keyword.GRANT || keyword == Keyword.REVOKE;
    if (keyword.is(DATA_OPERATION)) {
      dataOperation = keyword;
      target.deletes(keyword == Keyword.DELETE);
      nesting.beginQuery();
      withList = withList && nesting.depth() != withDepth;
      if (keyword != Keyword.SELECT && keyword != Keyword.VALUES) {
        target.expect(true, false);
        nesting.sourceList(keyword == Keyword.UPDATE);
      }
    } else if (keyword.is(DDL_OPERATION)) {
      objectExpected = true;
    } else {
      objectKindMayFollow = target.expectAfter(keyword);
    }
  }

  /** A literal or a bind. */
  void operand() {
    target.leave();
    afterDistinct = false;
    statementMayBegin = false;
    attentive = commonTableExpected;
  }

  void symbol(byte symbol) {
    if (symbol == '.') {
      target.dot();
      return;
    }
    afterDistinct = false;
    switch (symbol) {
      case '(' -> open();
      case ')' -> close();
      case ',' -> comma();
      case ';' -> {
        target.end();
        trail.add(Mark.END_OF_STATEMENT, 0, 0);
        resetStatement();
      }
      default -> {
        target.leave();
        statementMayBegin &= symbol == '{';
      }
    }
    attend();
  }

  private void open() {
    boolean source = target.isSource();
    if (target.is(Target.NAMED) && source) {
      target.isRoutine();
    }
    target.end();
    boolean parenthesised = target.is(Target.EXPECTED) && source;
    if (!parenthesised) {
      target.none();
    }
    nesting.open(parenthesised);
    commonTableExpected = false;
    statementMayBegin = true;
  }

  private void close() {
    target.leave();
    nesting.close();
    statementMayBegin =
        withList && nesting.depth() == withDepth || explains && nesting.depth() == 0;
  }

  private void comma() {
    target.leave();
    if (nesting.isSourceList()) {
      target.expect(true, true);
    }
    commonTableExpected = withList && nesting.depth() == withDepth;
    statementMayBegin = false;
  }
}
