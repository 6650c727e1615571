package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.DialectTable.BACKSLASH;
import static io.dbintel.redaction.sql.DialectTable.BRACE;
import static io.dbintel.redaction.sql.DialectTable.COLON;
import static io.dbintel.redaction.sql.DialectTable.DASH;
import static io.dbintel.redaction.sql.DialectTable.DIGIT;
import static io.dbintel.redaction.sql.DialectTable.DOLLAR;
import static io.dbintel.redaction.sql.DialectTable.DOT;
import static io.dbintel.redaction.sql.DialectTable.DOUBLE_QUOTE;
import static io.dbintel.redaction.sql.DialectTable.HASH;
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
  private final LiteralScanner literals;
  private final ValueScanner values;
  private final CommentScanner comments;
  private byte[] sql;
  private DialectTable table;

  /** {@code description}: null when nothing but the text is wanted. */
  SqlScanner(StatementDescription description) {
    scan = new Scan(description);
    writer = scan.writer;
    literals = new LiteralScanner(scan);
    values = new ValueScanner(scan);
    comments = new CommentScanner(scan);
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
    scan.reset(text, dialect, profile, firstNumber);
    comments.reset();
    tokens(start, end);
    return scan;
  }

  private void tokens(int start, int end) {
    byte[] classes = table.classes;
    int at = start;
    while (at < end) {
      byte kind = classes[sql[at] & 0xff];
      if (kind == SPACE) {
        at = space(at, end);
        continue;
      }
      if (writer.secrets().follows()) {
        at = secret(kind, at, end);
      } else if (kind == WORD) {
        at = word(at, end);
      } else {
        at = token(kind, at, end);
      }
      if (at < end && sql[at] == ' ') {
        writer.space(at, at + 1);
        at++;
      }
    }
  }

  private int token(byte kind, int at, int end) {
    return switch (kind) {
      case WORD -> word(at, end);
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
      case BRACE -> orSymbol(values.brace(at, end), at);
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
    return word(at, end);
  }

  private int word(int start, int end) {
    int at = endOfWord(start, end);
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
    } else if (next == '&' && at == start + 1 && (sql[start] | 0x20) == 'u' && at + 1 < end) {
      if (sql[at + 1] == '\'') {
        return literals.string(at + 1, end, '\'', false);
      }
      if (sql[at + 1] == '"' && !table.doubleQuotedStrings) {
        return literals.unicodeName(start, at + 1, end);
      }
    } else if (table.money) {
      int digits = afterCurrency(start, at);
      if (digits > 0) {
        return values.number(start, digits, end);
      }
    }
    comments.word(writer.word(sql, start, at));
    return at;
  }

  private int endOfWord(int start, int end) {
    boolean[] part = table.wordPart;
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
    if (table.alternativeQuotes
        && (length == 1 && first == 'q'
            || length == 2 && first == 'n' && (sql[start + 1] | 0x20) == 'q')) {
      return literals.alternative(quote, end);
    }
    if (length == 1 && (first == 'e' || first == 'b' || first == 'x' || first == 'n')) {
      if (first == 'e') {
        writer.stringPrefix(sql[start]);
      }
      return literals.string(quote, end, '\'', first == 'e' && !table.money && table.dollarQuotes);
    }
    return 0;
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
    if (writer.operandExpected() || writer.secrets().follows()) {
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
    if (next == at && at + 1 < end && table.classes[sql[at + 1] & 0xff] == WORD) {
      return word(at, end);
    }
    return orSymbol(next, at);
  }

  /** The token after PASSWORD and its kin. */
  private int secret(byte kind, int at, int end) {
    byte c = sql[at];
    boolean quoted = kind == STRING_QUOTE || kind == DOUBLE_QUOTE || kind == NAME_QUOTE;
    boolean structure = c == '=' || c == '(' || c == ')' || c == ',' || c == ';' || c == '?';
    boolean comment =
        c == '-' && at + 1 < end && sql[at + 1] == '-'
            || c == '/' && at + 1 < end && sql[at + 1] == '*';
    boolean variable = c == '@' && writer.secrets().inArguments();
    if (quoted || structure || comment || variable || c == '$' && table.dollarQuotes) {
      return token(kind, at, end);
    }
    if (kind == WORD) {
      int wordEnd = endOfWord(at, end);
      boolean prefix = wordEnd < end && sql[wordEnd] == '\'';
      if (prefix || SecretWatch.mayPrecedeSecret(KeywordTable.find(sql, at, wordEnd))) {
        return word(at, end);
      }
    }
    int blob = at;
    while (blob < end && !endsSecret(sql[blob])) {
      blob++;
    }
    writer.literal();
    return Math.max(blob, at + 1);
  }

  private static boolean endsSecret(byte c) {
    return c >= 0 && c <= ' ' || c == ',' || c == ';' || c == ')' || c == '\'' || c == '"';
  }
}
