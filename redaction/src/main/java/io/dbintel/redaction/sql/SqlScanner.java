package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.DialectTable.BACKSLASH;
import static io.dbintel.redaction.sql.DialectTable.BRACE;
import static io.dbintel.redaction.sql.DialectTable.COLON;
import static io.dbintel.redaction.sql.DialectTable.DASH;
import static io.dbintel.redaction.sql.DialectTable.DIGIT;
import static io.dbintel.redaction.sql.DialectTable.DOLLAR;
import static io.dbintel.redaction.sql.DialectTable.DOT;
import static io.dbintel.redaction.sql.DialectTable.DOUBLE_QUOTE;
import static io.dbintel.redaction.sql.DialectTable.DURATION;
import static io.dbintel.redaction.sql.DialectTable.HASH;
import static io.dbintel.redaction.sql.DialectTable.LAST_PLAIN_SYMBOL;
import static io.dbintel.redaction.sql.DialectTable.NAME_QUOTE;
import static io.dbintel.redaction.sql.DialectTable.NON_ASCII;
import static io.dbintel.redaction.sql.DialectTable.PLUS;
import static io.dbintel.redaction.sql.DialectTable.QUESTION;
import static io.dbintel.redaction.sql.DialectTable.SEMICOLON;
import static io.dbintel.redaction.sql.DialectTable.SLASH;
import static io.dbintel.redaction.sql.DialectTable.SPACE;
import static io.dbintel.redaction.sql.DialectTable.STAR;
import static io.dbintel.redaction.sql.DialectTable.STRING_QUOTE;
import static io.dbintel.redaction.sql.DialectTable.WORD;

/**
 * Cuts SQL bytes into tokens, in one pass without going back. Every method that reads a token takes
 * its position and returns the position after it.
 */
final class SqlScanner {

  private final Scan scan;
  private final TokenWriter writer;
  private final SecretWatch secrets;
  private final LiteralScanner literals;
  private final WordScanner words;
  private final ValueScanner values;
  private final CommentScanner comments;
  private final CollectionScanner collections;
  private byte[] sql;
  private DialectTable table;

  /** {@code description}: null when nothing but the text is wanted. */
  SqlScanner(StatementDescription description) {
    scan = new Scan(description);
    writer = scan.writer;
    secrets = writer.secrets();
    literals = new LiteralScanner(scan);
    values = new ValueScanner(scan);
    comments = new CommentScanner(scan);
    collections = new CollectionScanner(scan);
    words = new WordScanner(scan, literals, values, comments);
  }

  Scan scan(
      byte[] text,
      int start,
      int end,
      DialectTable dialect,
      OutputProfile profile,
      int firstNumber) {
    sql = text;
    table = dialect;
    scan.reset(text, end - start, dialect, profile, firstNumber);
    words.reset();
    comments.reset();
    collections.reset();
    tokens(start, end);
    return scan;
  }

  private void tokens(int start, int end) {
    byte[] text = sql;
    byte[] classes = table.classes;
    TextBuffer written = writer.text();
    int at = start;
    while (at < end) {
      byte kind = classes[text[at] & 0xff];
      if (kind == SPACE) {
        at = space(at, end);
        continue;
      }
      if (secrets.follows()) {
        at = secret(kind, at, end);
      } else if (kind == WORD) {
        int next = words.shortWord(at, end);
        at = next == WordScanner.NONE ? token(kind, at, end) : next;
      } else if (kind <= LAST_PLAIN_SYMBOL
          || kind == DOT && at + 1 < end && classes[text[at + 1] & 0xff] == WORD) {
        at = symbol(at);
      } else {
        at = token(kind, at, end);
        written.goOnAt(at);
      }
      if (at < end && text[at] == ' ' && written.skipsBlank()) {
        at++;
      }
    }
  }

  private int token(byte kind, int at, int end) {
    return switch (kind) {
      case WORD, DURATION -> words.rareWord(at, end);
      case NON_ASCII -> nonAscii(at, end);
      case DIGIT -> values.number(at, at, end);
      case STRING_QUOTE -> literals.string(at, end, '\'', false);
      case DOUBLE_QUOTE -> literals.doubleQuoted(at, end);
      case NAME_QUOTE -> literals.quotedName(at, end);
      case DOLLAR -> dollar(at, end);
      case DASH -> dash(at, end);
      case PLUS -> orSymbol(values.sign(at, end), at);
      case SLASH -> slash(at, end);
      case HASH -> orSymbol(comments.hash(at, end), at);
      case STAR -> orSymbol(comments.star(at, end), at);
      case DOT -> orSymbol(values.dot(at, end), at);
      case QUESTION -> question(at);
      case COLON -> orSymbol(values.colon(at, end), at);
      case BRACE -> orSymbol(brace(at, end), at);
      case BACKSLASH -> orSymbol(comments.psqlCommand(at, end), at);
      case SEMICOLON -> comments.semicolon(symbol(at), end);
      default -> symbol(at);
    };
  }

  private int symbol(int at) {
    writer.symbol(sql, at);
    return at + 1;
  }

  /** What was read up to {@code next}; a symbol when nothing was. */
  private int orSymbol(int next, int at) {
    return next == at ? symbol(at) : next;
  }

  private int brace(int at, int end) {
    return table.collections ? collections.literal(at, end) : values.brace(at, end);
  }

  private int space(int start, int end) {
    int at = start + 1;
    while (at < end && table.classes[sql[at] & 0xff] == SPACE) {
      at++;
    }
    writer.space(start, at);
    return comments.newLine(start, at, end);
  }

  private int nonAscii(int at, int end) {
    int space = Utf8Space.lengthAt(sql, at, end);
    if (space > 0) {
      writer.space(at, at + space);
      return at + space;
    }
    return words.rareWord(at, end);
  }

  private int dash(int at, int end) {
    int next = comments.dashes(at, end);
    return next == at ? orSymbol(values.sign(at, end), at) : next;
  }

  private int slash(int at, int end) {
    if (at + 2 < end && sql[at + 1] == '*' && sql[at + 2] == '+' && !scan.newRelic) {
      return hint(at, end);
    }
    return orSymbol(comments.slash(at, end), at);
  }

  /** A hint is kept, its literals are not; it ends where a comment would. */
  private int hint(int at, int end) {
    int close = Comments.endOfBlock(sql, at, end, false);
    if (close == Quotes.UNTERMINATED) {
      scan.endsInsideComment();
      return end;
    }
    writer.beginHint();
    tokens(at + 3, close - 2);
    writer.endHint();
    return close;
  }

  private int question(int at) {
    if (writer.operandExpected() || secrets.follows()) {
      writer.marker();
      return at + 1;
    }
    return symbol(at);
  }

  private int dollar(int at, int end) {
    int next = values.dollar(at, end);
    if (next == at && table.dollarQuotes) {
      next = literals.dollarQuoted(at, end);
    }
    boolean beginsName = at + 1 < end && table.classes[sql[at + 1] & 0xff] == WORD;
    if (next == at && beginsName && !secrets.follows()) {
      return words.rareWord(at, end);
    }
    return orSymbol(next, at);
  }

  /** The token after PASSWORD and similar words. */
  private int secret(byte kind, int at, int end) {
    byte c = sql[at];
    boolean quoted = kind == STRING_QUOTE || kind == DOUBLE_QUOTE || kind == NAME_QUOTE;
    boolean structure = c == '=' || c == '(' || c == ')' || c == ',' || c == ';' || c == '?';
    boolean comment =
        c == '-' && at + 1 < end && sql[at + 1] == '-'
            || c == '/' && at + 1 < end && sql[at + 1] == '*';
    boolean variable = c == '@' && secrets.inArguments();
    if (quoted || structure || comment || variable || c == '$' && table.dollarQuotes) {
      return token(kind, at, end);
    }
    if (kind == WORD) {
      int wordEnd = words.end(at, end);
      if (words.isStringPrefix(at, wordEnd, end)
          || SecretWatch.mayPrecedeSecret(KeywordTable.find(sql, at, wordEnd))) {
        return words.rareWord(at, end);
      }
    }
    int blob = at;
    while (blob < end && !endsSecret(sql[blob])) {
      blob++;
    }
    writer.literal();
    secrets.bareSecret();
    return Math.max(blob, at + 1);
  }

  private static boolean endsSecret(byte c) {
    return c >= 0 && c <= ' ' || c == ',' || c == ';' || c == ')' || c == '\'' || c == '"';
  }
}
