package io.dbintel.redaction.sql;

/** Reads comments, hints and whatever else is not part of a statement. */
final class CommentScanner {

  private final Scan scan;
  private boolean insideVersionComment;
  private Keyword firstWord;
  private boolean atStart = true;
  private boolean rowsMayFollow;

  CommentScanner(Scan scan) {
    this.scan = scan;
  }

  void reset() {
    insideVersionComment = false;
    atStart = true;
    firstWord = null;
    rowsMayFollow = false;
  }

  /** A comment, if one begins here; else {@code at} itself. Hints are the scanner's. */
  int dashes(int at, int end) {
    if (at + 1 >= end || scan.sql[at + 1] != '-') {
      return at;
    }
    boolean comment =
        !scan.table.spaceAfterDashes || at + 2 >= end || (scan.sql[at + 2] & 0xff) <= ' ';
    return comment ? line(at, at + 2, end) : at;
  }

  int hash(int at, int end) {
    byte next = at + 1 < end ? scan.sql[at + 1] : (byte) '\n';
    boolean free = next >= 0 && next <= ' ' && (scan.newRelic || scan.table.unsure);
    if (!scan.table.hashComments && !free) {
      return at;
    }
    int close = line(at, at + 1, end);
    if (scan.table.unsure && Comments.hasQuote(scan.sql, at, close)) {
      scan.maskRest();
      return end;
    }
    return close;
  }

  private int line(int at, int start, int end) {
    int close = Comments.endOfLine(scan.sql, start, end, scan.table.carriageReturnEndsLine);
    scan.comment(at, close);
    scan.writer.comment();
    return close;
  }

  int slash(int at, int end) {
    if (at + 1 < end && scan.sql[at + 1] == '/' && scan.table.slashComments) {
      return line(at, at + 2, end);
    }
    if (at + 1 >= end || scan.sql[at + 1] != '*') {
      return at;
    }
    int code = scan.table.versionComments ? startOfVersionedCode(at, end) : 0;
    if (code > 0) {
      insideVersionComment = true;
      scan.writer.comment();
      return code;
    }
    int close = Comments.endOfBlock(scan.sql, at, end, scan.table.nestedComments);
    if (close == Quotes.UNTERMINATED) {
      scan.endsInsideComment();
      return end;
    }
    if (scan.table.unsure
        && startOfVersionedCode(at, end) > 0
        && Comments.hasQuote(scan.sql, at, close)) {
      scan.maskRest();
      return end;
    }
    scan.comment(at, close);
    scan.writer.comment();
    return close;
  }

  private int startOfVersionedCode(int at, int end) {
    int code = at + 2;
    boolean ofMariadb = code < end && scan.sql[code] == 'M';
    if (ofMariadb) {
      code++;
    }
    if (code >= end
        || scan.sql[code] != '!'
        || ofMariadb && !scan.table.mariadbComments && !scan.table.unsure) {
      return 0;
    }
    int version = ++code;
    while (code < end && Numbers.isDigit(scan.sql[code])) {
      code++;
    }
    boolean ofMysql =
        scan.table.mariadbComments && !ofMariadb && isMysqlVersion(scan.sql, version, code);
    return ofMysql ? 0 : code;
  }

  /** 50700 to 99999: MariaDB takes the text after it for a comment. */
  private static boolean isMysqlVersion(byte[] sql, int start, int end) {
    return end - start == 5
        && (sql[start] > '5'
            || sql[start] == '5' && (sql[start + 1] > '0' || sql[start + 2] >= '7'));
  }

  /** {@code *}{@code /} that ends a versioned comment; {@code at} itself for any other star. */
  int star(int at, int end) {
    if (!insideVersionComment || at + 1 >= end || scan.sql[at + 1] != '/') {
      return at;
    }
    insideVersionComment = false;
    scan.writer.comment();
    return at + 2;
  }

  /** A command to psql whose line holds values: they are one literal. */
  int psqlCommand(int at, int end) {
    int nameEnd = endOfWord(at + 1, end);
    if (!scan.table.dollarQuotes || !PsqlCommand.takesValues(scan.sql, at + 1, nameEnd)) {
      return at;
    }
    TokenWriter writer = scan.writer;
    writer.symbol(scan.sql, at);
    writer.word(scan.sql, at + 1, nameEnd);
    int values = blanks(nameEnd, end);
    if (PsqlCommand.setsVariable(scan.sql, at + 1, nameEnd)) {
      int variableEnd = endOfWord(values, end);
      if (variableEnd > values) {
        writer.word(scan.sql, values, variableEnd);
        values = blanks(variableEnd, end);
      }
    }
    int lineEnd = Comments.endOfLine(scan.sql, values, end, true);
    if (lineEnd > values) {
      writer.literal();
    }
    writer.secrets().beginStatement();
    return lineEnd;
  }

  private int blanks(int start, int end) {
    int at = start;
    while (at < end && (scan.sql[at] == ' ' || scan.sql[at] == '\t')) {
      at++;
    }
    if (at > start) {
      scan.writer.space(start, at);
    }
    return at;
  }

  private int endOfWord(int start, int end) {
    int at = start;
    while (at < end && scan.table.wordPart[scan.sql[at] & 0xff]) {
      at++;
    }
    return at;
  }

  /** Notices COPY ... FROM STDIN. */
  void word(Keyword word) {
    if (atStart) {
      atStart = false;
      firstWord = word;
    }
    rowsMayFollow |= firstWord == Keyword.COPY && word == Keyword.STDIN && scan.table.copyRows;
  }

  /** After a semicolon: skips the rows of a COPY. */
  int semicolon(int at, int end) {
    atStart = true;
    firstWord = null;
    if (!rowsMayFollow) {
      return at;
    }
    rowsMayFollow = false;
    return Comments.lineEnds(scan.sql, at, end) ? Comments.endOfRows(scan.sql, at, end) : at;
  }

  /** After white space: skips rows that follow a COPY without a semicolon. */
  int newLine(int spaceStart, int at, int end) {
    if (!rowsMayFollow || at >= end || !hasNewLine(spaceStart, at)) {
      return at;
    }
    byte c = scan.sql[at];
    int wordEnd = endOfWord(at, end);
    scan.lookAhead(wordEnd - at);
    if (c == ';' || c == '(' || CopyOption.isOne(scan.sql, at, wordEnd)) {
      return at;
    }
    rowsMayFollow = false;
    return Comments.endOfRows(scan.sql, at - 1, end);
  }

  private boolean hasNewLine(int start, int end) {
    for (int i = start; i < end; i++) {
      if (scan.sql[i] == '\n') {
        return true;
      }
    }
    return false;
  }
}
