package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whether a text makes sense if backslashes escape in its strings, or if they do not. Which
 * of the two holds is a setting of the session and is not part of the text, but read the wrong way,
 * strings and code change places: a backslash is then outside strings, or a string between two
 * words that nothing separates.
 */
final class BackslashReading {

  /** Words that may follow a string, in addition to the keywords the scanner knows. */
  private static final Set<String> MAY_FOLLOW =
      Set.of(
          "ASC",
          "AT",
          "COLLATE",
          "CROSS",
          "DESC",
          "DIV",
          "END",
          "GLOB",
          "INNER",
          "ISNULL",
          "LEFT",
          "MOD",
          "NATURAL",
          "NOTNULL",
          "NULLS",
          "OVERLAPS",
          "PARTITION",
          "REGEXP",
          "RIGHT",
          "RLIKE",
          "SEPARATOR",
          "SIMILAR",
          "UESCAPE",
          "XOR");

  /** Prefixes of strings. */
  private static final Set<String> MAY_PRECEDE = Set.of("E", "B", "X", "N", "Q", "NQ");

  private static final int LONGEST_WORD = 16;
  private static final int NONSENSE = -2;

  private final Quotes quotes = new Quotes();
  private byte[] sql;
  private int end;
  private DialectTable table;
  private boolean escapes;
  private boolean afterString;

  /**
   * @param open position of the quote of the first string that the readings end differently
   * @param usual whether it is the reading the dialect prefers: it may end inside that string
   */
  boolean makesSense(
      byte[] text, int open, int textEnd, DialectTable dialect, boolean escape, boolean usual) {
    sql = text;
    end = textEnd;
    table = dialect;
    escapes = escape;
    int at = endOfString(open, escape);
    if (at == Quotes.UNTERMINATED) {
      return usual;
    }
    while (at >= 0 && at < end) {
      at = next(at);
    }
    return at != NONSENSE;
  }

  /** Position after the token here; UNTERMINATED when the text ends inside it. */
  private int next(int at) {
    int comment = endOfComment(at);
    if (comment != at) {
      return comment;
    }
    byte kind = table.classes[sql[at] & 0xff];
    return switch (kind) {
      case DialectTable.SPACE -> at + 1;
      case DialectTable.STRING_QUOTE -> endOfString(at, escapes);
      case DialectTable.DOUBLE_QUOTE ->
          table.doubleQuotedStrings ? endOfString(at, escapes) : endOfName(at, '"');
      case DialectTable.NAME_QUOTE -> endOfName(at, sql[at] == '[' ? ']' : sql[at]);
      case DialectTable.WORD, DialectTable.NON_ASCII, DialectTable.DIGIT -> word(at);
      case DialectTable.DOLLAR -> dollar(at);
      case DialectTable.BACKSLASH ->
          at + 1 < end && sql[at + 1] == 'N' ? operator(at + 1) : NONSENSE;
      default -> operator(at);
    };
  }

  private int operator(int at) {
    afterString = false;
    return at + 1;
  }

  private int endOfString(int open, boolean escaped) {
    afterString = true;
    int quote = sql[open];
    return escaped
        ? quotes.endOfEscaped(sql, open, end, quote)
        : quotes.endOfDoubled(sql, open, end, quote);
  }

  private int endOfName(int open, int quote) {
    afterString = false;
    return quotes.endOfDoubled(sql, open, end, quote);
  }

  private int endOfComment(int at) {
    byte next = at + 1 < end ? sql[at + 1] : 0;
    boolean dashes =
        sql[at] == '-'
            && next == '-'
            && !(table.spaceAfterDashes && at + 2 < end && (sql[at + 2] & 0xff) > ' ');
    if (dashes || sql[at] == '#' && table.hashComments) {
      return Comments.endOfLine(sql, at, end, table.carriageReturnEndsLine);
    }
    return sql[at] == '/' && next == '*'
        ? Comments.endOfBlock(sql, at, end, table.nestedComments)
        : at;
  }

  private int dollar(int at) {
    afterString = false;
    int tag = table.dollarQuotes ? Quotes.endOfDollarTag(sql, at, end, table) : 0;
    return tag > 0 ? Quotes.endOfDollarText(sql, at, tag, end) : Math.max(tag, at + 1);
  }

  private int word(int start) {
    int at = start;
    while (at < end && table.wordPart[sql[at] & 0xff]) {
      at++;
    }
    at = Math.max(at, start + 1);
    if (afterString && !isKnown(start, at, MAY_FOLLOW)) {
      return NONSENSE;
    }
    afterString = false;
    boolean glued = at < end && (sql[at] == '\'' || sql[at] == '"' && table.doubleQuotedStrings);
    if (!glued) {
      return at;
    }
    if (sql[start] != '_' && !isKnown(start, at, MAY_PRECEDE)) {
      return NONSENSE;
    }
    byte last = (byte) (sql[at - 1] | 0x20);
    if (last == 'q' && table.alternativeQuotes) {
      return Quotes.endOfAlternative(sql, at, end);
    }
    return endOfString(at, escapes || last == 'e' && (table.escapeStrings || table.unsure));
  }

  private boolean isKnown(int start, int wordEnd, Set<String> more) {
    if (wordEnd - start > LONGEST_WORD) {
      return false;
    }
    Keyword keyword = KeywordTable.find(sql, start, wordEnd);
    return keyword != null && !keyword.is(Keyword.Role.BEFORE_SECRET)
        || more.contains(
            new String(sql, start, wordEnd - start, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT));
  }
}
