package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.Keyword.Role.DATA_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.DDL_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.ENDS_OBJECT_KIND;
import static io.dbintel.redaction.sql.Keyword.Role.ENDS_TARGET_LIST;
import static io.dbintel.redaction.sql.Keyword.Role.NAMED_OBJECT;
import static io.dbintel.redaction.sql.Keyword.Role.SKIPPED_BEFORE_TARGET;

/**
 * Finds the operations and targets of a statement, in the order of the text (OpenTelemetry semantic
 * conventions for database spans, "Generating a summary of the query").
 */
final class StatementSummary {

  private static final byte[] DOT = {'.'};

  private final SummaryText text = new SummaryText();
  private final NameList commonTables = new NameList();
  private final QueryNesting nesting = new QueryNesting();
  private final TargetName name = new TargetName();
  private Target target;
  private boolean targetIsTable;
  private boolean targetIsSource;
  private boolean skipsObjectKind;
  private boolean grants;

  private boolean afterDistinct;
  private Keyword dataOperation;
  private boolean statementMayBegin;
  private boolean objectExpected;
  private boolean explains;

  private boolean withList;
  private int withDepth;
  private boolean commonTableExpected;
  private boolean attentive;

  void reset() {
    text.clear();
    resetStatement();
  }

  private void resetStatement() {
    commonTables.clear();
    name.clear();
    target = Target.NONE;
    afterDistinct = false;
    dataOperation = null;
    statementMayBegin = true;
    objectExpected = false;
    grants = false;
    explains = false;
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
    attentive = target != Target.NONE || statementMayBegin || commonTableExpected || afterDistinct;
  }

  SummaryText text() {
    return text;
  }

  void finish() {
    endTarget();
  }

  /** {@code keyword}: null for names, also for those that follow a dot and look like keywords. */
  void word(Keyword keyword, byte[] sql, int start, int end) {
    if (target == Target.AFTER_DOT) {
      appendName(sql, start, end);
    } else {
      beginningOrTarget(keyword, sql, start, end);
    }
    attend();
  }

  private void beginningOrTarget(Keyword keyword, byte[] sql, int start, int end) {
    if (target == Target.NAMED && !isBeforeTarget(keyword)) {
      endTarget();
    }
    if (keyword == null || commonTableExpected && keyword != Keyword.RECURSIVE) {
      plainWord(sql, start, end);
    } else if (target != Target.EXPECTED || !skippedOrName(keyword, sql, start, end)) {
      keyword(keyword, sql, start, end);
      afterDistinct = keyword == Keyword.DISTINCT;
    }
  }

  /** INSERT HIGH_PRIORITY INTO t, DELETE a FROM a JOIN b: what was taken for the target is none. */
  private boolean isBeforeTarget(Keyword keyword) {
    return !targetIsSource
        && (keyword == Keyword.FROM && dataOperation == Keyword.DELETE
            || keyword == Keyword.INTO && dataOperation == Keyword.INSERT);
  }

  private void plainWord(byte[] sql, int start, int end) {
    if (commonTableExpected) {
      commonTableExpected = false;
      name.clear();
      name.append(sql, start, end);
      commonTables.add(name.bytes(), name.length());
      target = Target.NONE;
    } else if (target == Target.EXPECTED) {
      name.clear();
      appendName(sql, start, end);
    }
    afterDistinct = false;
    statementMayBegin = false;
  }

  /** A keyword where a target is expected; true when it is no more than that. */
  private boolean skippedOrName(Keyword keyword, byte[] sql, int start, int end) {
    if (keyword.is(SKIPPED_BEFORE_TARGET)
        || keyword == Keyword.INTO
        || skipsObjectKind && (keyword.is(NAMED_OBJECT) || keyword == Keyword.TABLES)) {
      return true;
    }
    boolean mayBeSource = targetIsSource && !statementMayBegin && keyword.mayNameSource();
    if (keyword.endsTarget() && !mayBeSource) {
      target = Target.NONE;
      return false;
    }
    plainWord(sql, start, end);
    return true;
  }

  private void keyword(Keyword keyword, byte[] sql, int start, int end) {
    if (keyword.isOperation() && isOperationHere(keyword)) {
      operation(keyword, sql, start, end);
      return;
    }
    if (objectExpected && keyword.is(NAMED_OBJECT)) {
      objectExpected = false;
      text.append(sql, start, end);
      expectTarget(keyword == Keyword.TABLE || keyword == Keyword.VIEW, false);
    } else if (keyword == Keyword.WITH && statementMayBegin) {
      withList = true;
      withDepth = nesting.depth();
      commonTableExpected = true;
    } else if (keyword == Keyword.FROM && !afterDistinct && nesting.isQuery()) {
      expectTarget(true, true);
      nesting.sourceList(true);
    } else if ((keyword == Keyword.JOIN || keyword == Keyword.APPLY) && nesting.isQuery()
        || keyword == Keyword.STRAIGHT_JOIN && nesting.isSourceList()) {
      expectTarget(true, true);
    } else if (keyword == Keyword.INTO && nesting.isQuery()) {
      expectTarget(true, false);
    } else if (keyword == Keyword.USING
        && (dataOperation == Keyword.MERGE || dataOperation == Keyword.DELETE)) {
      expectTarget(true, true);
    }
    if (keyword.is(ENDS_TARGET_LIST)) {
      nesting.sourceList(false);
    }
    objectExpected &= !keyword.is(ENDS_OBJECT_KIND);
    grants |= dataOperation == null && (keyword == Keyword.GRANT || keyword == Keyword.REVOKE);
    statementMayBegin =
        statementMayBegin && (keyword == Keyword.VERBOSE || keyword == Keyword.FULL);
  }

  private boolean isOperationHere(Keyword keyword) {
    boolean explainOption = explains && nesting.depth() > 0 && keyword == Keyword.ANALYZE;
    return keyword == Keyword.SELECT && !grants || statementMayBegin && !explainOption;
  }

  private void operation(Keyword keyword, byte[] sql, int start, int end) {
    text.operation(sql, start, end);
    target = Target.NONE;
    statementMayBegin = keyword == Keyword.EXPLAIN || keyword == Keyword.ANALYZE;
    skipsObjectKind = false;
    explains = keyword == Keyword.EXPLAIN;
    grants = keyword == Keyword.GRANT || keyword == Keyword.REVOKE;
    if (keyword.is(DATA_OPERATION)) {
      dataOperation = keyword;
      nesting.beginQuery();
      withList = withList && nesting.depth() != withDepth;
      if (keyword != Keyword.SELECT && keyword != Keyword.VALUES) {
        expectTarget(true, false);
        nesting.sourceList(keyword == Keyword.UPDATE);
      }
    } else if (keyword.is(DDL_OPERATION)) {
      objectExpected = true;
    } else {
      operationOnOneTarget(keyword);
    }
  }

  private void operationOnOneTarget(Keyword keyword) {
    switch (keyword) {
      case CALL, EXEC, EXECUTE -> expectTarget(false, false);
      case COPY, TRUNCATE, LOCK, VACUUM, ANALYZE, REINDEX, REFRESH -> {
        expectTarget(true, false);
        skipsObjectKind = true;
      }
      default -> {}
    }
  }

  /** A literal or a bind. */
  void operand() {
    endTarget();
    target = Target.NONE;
    afterDistinct = false;
    statementMayBegin = false;
    attentive = commonTableExpected;
  }

  void symbol(byte symbol) {
    if (symbol == '.') {
      if (target == Target.NAMED || target == Target.AFTER_DOT) {
        appendName(DOT, 0, 1);
        target = Target.AFTER_DOT;
      }
      return;
    }
    afterDistinct = false;
    switch (symbol) {
      case '(' -> open();
      case ')' -> close();
      case ',' -> comma();
      case ';' -> {
        endTarget();
        text.endStatement();
        resetStatement();
      }
      default -> {
        endTarget();
        target = Target.NONE;
        statementMayBegin &= symbol == '{';
      }
    }
    attend();
  }

  private void open() {
    boolean source = targetIsSource;
    if (target == Target.NAMED && source) {
      target = Target.NONE;
    }
    endTarget();
    boolean parenthesised = target == Target.EXPECTED && source;
    if (!parenthesised) {
      target = Target.NONE;
    }
    nesting.open(parenthesised);
    commonTableExpected = false;
    statementMayBegin = true;
  }

  private void close() {
    endTarget();
    target = Target.NONE;
    nesting.close();
    statementMayBegin =
        withList && nesting.depth() == withDepth || explains && nesting.depth() == 0;
  }

  private void comma() {
    endTarget();
    if (nesting.isSourceList()) {
      expectTarget(true, true);
    } else {
      target = Target.NONE;
    }
    commonTableExpected = withList && nesting.depth() == withDepth;
    statementMayBegin = false;
  }

  private void expectTarget(boolean isTable, boolean isSource) {
    target = Target.EXPECTED;
    targetIsTable = isTable;
    targetIsSource = isSource;
  }

  private void appendName(byte[] source, int start, int end) {
    name.append(source, start, end);
    target = Target.NAMED;
  }

  private void endTarget() {
    if (target != Target.NAMED && target != Target.AFTER_DOT) {
      return;
    }
    if (target == Target.AFTER_DOT) {
      name.dropLast();
    }
    target = Target.NONE;
    if (name.isVariable() || commonTables.contains(name.bytes(), name.length())) {
      return;
    }
    text.append(name.bytes(), 0, name.length());
    if (targetIsTable) {
      text.collection(name.bytes(), name.length());
    }
  }
}
