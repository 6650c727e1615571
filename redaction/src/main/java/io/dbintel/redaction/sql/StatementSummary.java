package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.Keyword.Role.DATA_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.DDL_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.ENDS_TARGET_LIST;
import static io.dbintel.redaction.sql.Keyword.Role.NAMED_OBJECT;
import static io.dbintel.redaction.sql.Keyword.Role.SKIPPED_BEFORE_TARGET;

import java.util.Arrays;

/**
 * Finds the operations and targets of a statement, in the order of the text (OpenTelemetry semantic
 * conventions for database spans, "Generating a summary of the query").
 */
final class StatementSummary {

  /** Where the scanner is in relation to the name of a target. */
  private enum Target {
    NONE,
    EXPECTED,
    NAMED,
    AFTER_DOT
  }

  private static final byte[] DOT = {'.'};

  private final SummaryText text = new SummaryText();
  private final NameList commonTables = new NameList();
  private final QueryNesting nesting = new QueryNesting();
  private byte[] name = new byte[128];
  private int nameLength;
  private Target target;
  private boolean targetIsTable;
  private boolean targetIsSource;
  private boolean skipsTableKeyword;

  private Keyword lastKeyword;
  private Keyword dataOperation;
  private boolean statementMayBegin;
  private boolean objectExpected;
  private boolean afterDot;

  private boolean withList;
  private int withDepth;
  private boolean commonTableExpected;

  void reset() {
    text.clear();
    resetStatement();
  }

  private void resetStatement() {
    commonTables.clear();
    nameLength = 0;
    target = Target.NONE;
    lastKeyword = null;
    dataOperation = null;
    statementMayBegin = true;
    objectExpected = false;
    afterDot = false;
    withList = false;
    commonTableExpected = false;
    nesting.reset();
  }

  SummaryText text() {
    return text;
  }

  void finish() {
    endTarget();
  }

  void word(Keyword keyword, byte[] sql, int start, int end) {
    if (target == Target.AFTER_DOT) {
      appendName(sql, start, end);
      return;
    }
    if (target == Target.NAMED) {
      endTarget();
    }
    if (keyword == null || afterDot) {
      plainWord(sql, start, end);
    } else if (target != Target.EXPECTED || !skippedOrName(keyword, sql, start, end)) {
      keyword(keyword, sql, start, end);
      lastKeyword = keyword;
    }
    afterDot = false;
  }

  void identifier(byte[] sql, int start, int end) {
    word(null, sql, start, end);
  }

  private void plainWord(byte[] sql, int start, int end) {
    if (commonTableExpected) {
      commonTableExpected = false;
      nameLength = 0;
      appendName(sql, start, end);
      commonTables.add(name, nameLength);
      target = Target.NONE;
    } else if (target == Target.EXPECTED) {
      nameLength = 0;
      appendName(sql, start, end);
    }
    lastKeyword = null;
    statementMayBegin = false;
  }

  /** A keyword where a target is expected; true when it is no more than that. */
  private boolean skippedOrName(Keyword keyword, byte[] sql, int start, int end) {
    if (keyword.is(SKIPPED_BEFORE_TARGET)
        || keyword == Keyword.INTO
        || skipsTableKeyword && keyword == Keyword.TABLE) {
      return true;
    }
    boolean structural =
        keyword.isOperation()
            || keyword.is(ENDS_TARGET_LIST)
            || keyword == Keyword.FROM
            || keyword == Keyword.JOIN
            || keyword == Keyword.ON
            || keyword == Keyword.USING;
    if (structural) {
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
    } else if (keyword == Keyword.FROM && lastKeyword != Keyword.DISTINCT && nesting.isQuery()) {
      expectTarget(true, true);
      nesting.sourceList(true);
    } else if ((keyword == Keyword.JOIN || keyword == Keyword.APPLY) && nesting.isQuery()) {
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
    statementMayBegin =
        statementMayBegin && (keyword == Keyword.VERBOSE || keyword == Keyword.FULL);
  }

  private boolean isOperationHere(Keyword keyword) {
    return keyword == Keyword.SELECT || statementMayBegin;
  }

  private void operation(Keyword keyword, byte[] sql, int start, int end) {
    text.operation(sql, start, end);
    target = Target.NONE;
    statementMayBegin = keyword == Keyword.EXPLAIN || keyword == Keyword.ANALYZE;
    skipsTableKeyword = false;
    if (keyword.is(DATA_OPERATION)) {
      dataOperation = keyword;
      nesting.beginQuery();
      withList = withList && nesting.depth() != withDepth;
      if (keyword == Keyword.UPDATE || keyword == Keyword.MERGE) {
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
        skipsTableKeyword = true;
      }
      default -> {}
    }
  }

  /** A literal or a bind. */
  void operand() {
    endTarget();
    target = Target.NONE;
    lastKeyword = null;
    afterDot = false;
    statementMayBegin = false;
  }

  void symbol(byte symbol) {
    if (symbol == '.') {
      afterDot = true;
      if (target == Target.NAMED || target == Target.AFTER_DOT) {
        target = Target.NAMED;
        appendName(DOT, 0, 1);
        target = Target.AFTER_DOT;
      }
      return;
    }
    afterDot = false;
    lastKeyword = null;
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
        statementMayBegin = false;
      }
    }
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
    statementMayBegin = withList && nesting.depth() == withDepth;
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
    if (nameLength + end - start > name.length) {
      name = Arrays.copyOf(name, Math.max(name.length * 2, nameLength + end - start));
    }
    System.arraycopy(source, start, name, nameLength, end - start);
    nameLength += end - start;
    target = Target.NAMED;
  }

  private void endTarget() {
    if (target != Target.NAMED && target != Target.AFTER_DOT) {
      return;
    }
    target = Target.NONE;
    if (name[0] == '@' || commonTables.contains(name, nameLength)) {
      return;
    }
    text.append(name, 0, nameLength);
    if (targetIsTable) {
      text.collection(name, nameLength);
    }
  }
}
