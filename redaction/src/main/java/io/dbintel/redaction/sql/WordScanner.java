package io.dbintel.redaction.sql;

/** Reads words. Every method that reads returns the position to go on at. */
final class WordScanner {

  static final int NONE = -1;

  private static final int LONGEST_PREFIX = 2;
  private static final int MAX_REST_OF_UUID = 36;

  private final Scan scan;
  private final TokenWriter writer;
  private final SecretWatch secrets;
  private final LiteralScanner literals;
  private final ValueScanner values;
  private final CommentScanner comments;
  private byte[] sql;
  private boolean[] afterRareWord;

  WordScanner(Scan scan, LiteralScanner literals, ValueScanner values, CommentScanner comments) {
    this.scan = scan;
    this.writer = scan.writer;
    this.secrets = scan.writer.secrets();
    this.literals = literals;
    this.values = values;
    this.comments = comments;
  }

  void reset() {
    sql = scan.sql;
    afterRareWord = scan.table.afterRareWord;
  }

  /**
   * A word that begins with a byte of {@link DialectTable#WORD}, has up to fifteen bytes and is
   * nothing that needs a closer look; else {@link #NONE}, and it is one for {@link #rareWord}.
   */
  int shortWord(int start, int end) {
    if (start + Long.BYTES > end) {
      return NONE;
    }
    long first = Words.eight(sql, start);
    long second = 0;
    long ends = Words.ends(first) & ~0xffL;
    int at = start;
    if (ends == 0) {
      if (start + 2 * Long.BYTES > end) {
        return NONE;
      }
      second = Words.eight(sql, start + Long.BYTES);
      ends = Words.ends(second);
      if (ends == 0) {
        return NONE;
      }
      at += Long.BYTES;
      second = Words.folded(second, ends);
      first = Words.folded(first);
    } else {
      first = Words.folded(first, ends);
    }
    at += Long.numberOfTrailingZeros(ends) >>> 3;
    if (afterRareWord[sql[at] & 0xff]) {
      return NONE;
    }
    Keyword keyword = KeywordTable.find(first, second);
    if (secrets.alert() || keyword != null && keyword.isRare()) {
      return NONE;
    }
    writer.plainWord(keyword, sql, start, at, first, second);
    return at;
  }

  /** Any word, and what begins like one: prefixed strings, UUIDs, amounts of money. */
  int rareWord(int start, int end) {
    int at = end(start, end);
    int next = at < end ? sql[at] : 0;
    if (next == '\'') {
      int after = prefixed(start, at, end);
      if (after > 0) {
        return after;
      }
    } else if (next == '-') {
      int uuid = Numbers.endOfUuid(sql, start, end);
      if (uuid > 0) {
        writer.literal();
        return uuid;
      }
    } else if (next == '&' && isUnicodePrefix(start, at, end)) {
      if (sql[at + 1] == '\'') {
        return literals.string(at + 1, end, '\'', false);
      }
      if (sql[at + 1] == '"' && !scan.table.doubleQuotedStrings) {
        return literals.unicodeName(start, at + 1, end);
      }
    } else if (scan.table.money) {
      int digits = afterCurrency(start, at);
      if (digits > 0) {
        return values.number(start, digits, end);
      }
    }
    if (scan.table.classes[sql[start] & 0xff] == DialectTable.DURATION
        && Durations.isIso(sql, start, at, end)) {
      return values.duration(start, end);
    }
    if (scan.table.bareUuids && at + MAX_REST_OF_UUID > end && isCutUuid(start, end)) {
      writer.literal();
      return end;
    }
    comments.word(writer.word(sql, start, at));
    return at;
  }

  /** Whether the text ends inside a UUID; a word of letters may be a column after a keyword. */
  private boolean isCutUuid(int start, int end) {
    return writer.operandExpected()
        && Numbers.endsInUuid(sql, start, end)
        && (writer.lastSymbol() != 0 || Numbers.hasDigit(sql, start, end));
  }

  /** Whether a word may belong to the string behind it, as {@code N} and {@code U&} do. */
  boolean isStringPrefix(int start, int wordEnd, int end) {
    if (wordEnd >= end || sql[wordEnd] == '\'') {
      return wordEnd < end && wordEnd - start <= LONGEST_PREFIX;
    }
    return isUnicodePrefix(start, wordEnd, end) && sql[wordEnd + 1] == '\'';
  }

  /** Whether {@code U&} is followed by one more byte. */
  private boolean isUnicodePrefix(int start, int wordEnd, int end) {
    return sql[wordEnd] == '&'
        && wordEnd == start + 1
        && (sql[start] | 0x20) == 'u'
        && wordEnd + 1 < end;
  }

  /** End of the word that begins at a position. */
  int end(int start, int end) {
    boolean[] part = scan.table.wordPart;
    int at = start + 1;
    while (true) {
      at = Words.endOfName(sql, at, end);
      while (at < end && part[sql[at] & 0xff]) {
        at++;
      }
      if (at >= end || sql[at] >= 0 || Utf8Space.lengthAt(sql, at, end) > 0) {
        return Math.min(at, end);
      }
      at++;
    }
  }

  /** Position of the digits after a pound or euro sign; 0: there is none. */
  private int afterCurrency(int start, int end) {
    int first = sql[start] & 0xff;
    int digits = first == 0xC2 ? start + 2 : first == 0xE2 ? start + 3 : end;
    return digits < end && Numbers.isDigit(sql[digits]) ? digits : 0;
  }

  /** E'', B'', X'', N'' and Oracle's q'': the prefix is part of the string. 0: it is none. */
  private int prefixed(int start, int quote, int end) {
    int length = quote - start;
    int first = sql[start] | 0x20;
    if (scan.table.alternativeQuotes
        && (length == 1 && first == 'q'
            || length == 2 && first == 'n' && (sql[start + 1] | 0x20) == 'q')) {
      return literals.alternative(quote, end);
    }
    if (length == 1 && (first == 'e' || first == 'b' || first == 'x' || first == 'n')) {
      if (first == 'e') {
        writer.prefix(sql[start]);
      }
      return literals.string(quote, end, '\'', first == 'e' && scan.table.escapeStrings);
    }
    return 0;
  }
}
