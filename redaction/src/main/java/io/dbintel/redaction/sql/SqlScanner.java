package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cuts SQL bytes into tokens and tells the output which of them are literals. */
final class SqlScanner {

  private final SqlDialect dialect;
  private final byte[] sql;
  private final int end;
  private final NormalizedOutput output;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final SensitiveStatement sensitive = new SensitiveStatement();
  private int at;
  private boolean insideVersionComment;
  private boolean truncated;
  private boolean malformed;

  SqlScanner(SqlDialect dialect, byte[] sql, int start, int end, NormalizedOutput output) {
    this.dialect = dialect;
    this.sql = sql;
    this.at = start;
    this.end = end;
    this.output = output;
  }

  Map<String, String> tags() {
    return tags;
  }

  boolean truncated() {
    return truncated;
  }

  boolean malformed() {
    return malformed;
  }

  void scan() {
    while (at < end) {
      int c = sql[at] & 0xff;
      if (c <= ' ') {
        at++;
        output.space();
      } else if (Bytes.isDigit(c) || c == '.' && Bytes.isDigit(peek(1))) {
        number();
      } else if (Bytes.isWordStart(c)) {
        word();
      } else if (!comment(c) && !quoted(c)) {
        symbol(c);
      }
    }
  }

  private boolean quoted(int c) {
    switch (c) {
      case '\'' -> string('\'', dialect.backslashEscapes());
      case '"' -> {
        if (dialect.doubleQuotedStrings()) {
          string('"', dialect.backslashEscapes());
        } else {
          quotedIdentifier('"');
        }
      }
      case '`' -> {
        if (!dialect.backticks()) {
          return false;
        }
        quotedIdentifier('`');
      }
      case '[' -> {
        if (!dialect.brackets()) {
          return false;
        }
        quotedIdentifier(']');
      }
      case '$' -> {
        return dollar();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void symbol(int c) {
    int start = at++;
    if (insideVersionComment && c == '*' && peek(0) == '/') {
      at++;
      insideVersionComment = false;
      output.space();
    } else if (c == ';' && sensitive.copyFromStdin()) {
      output.symbol(sql, start, at);
      at = end;
    } else if ((c == '+' || c == '-') && output.expectsOperand() && startsNumber(at)) {
      number();
    } else {
      output.symbol(sql, start, at);
    }
  }

  private boolean startsNumber(int position) {
    int c = position < end ? sql[position] & 0xff : 0;
    return Bytes.isDigit(c) || c == '.' && position + 1 < end && Bytes.isDigit(sql[position + 1]);
  }

  private void number() {
    int start = at;
    boolean letters = false;
    while (at < end) {
      int c = sql[at] & 0xff;
      boolean exponentSign =
          (c == '+' || c == '-')
              && at > start
              && (sql[at - 1] | 0x20) == 'e'
              && Bytes.isDigit(peek(1));
      if (!Bytes.isWordPart(c) && c != '.' && !exponentSign) {
        break;
      }
      letters |= Bytes.isLetter(c);
      at++;
    }
    if (letters && dialect == SqlDialect.MYSQL && !Bytes.isNumber(sql, start, at)) {
      output.word(sql, start, at);
    } else {
      output.literal();
    }
  }

  private void word() {
    int start = at;
    while (at < end && Bytes.isWordPart(sql[at] & 0xff)) {
      at++;
    }
    int next = peek(0);
    int length = at - start;
    if (next == '\'' && stringPrefix(start, length)) {
      return;
    }
    if (next == '&'
        && length == 1
        && (sql[start] | 0x20) == 'u'
        && (peek(1) == '\'' || peek(1) == '"')) {
      at++;
      if (peek(0) == '\'') {
        string('\'', false);
      } else {
        quotedIdentifier('"');
      }
      return;
    }
    if (sensitive.masksNext(sql, start, at)) {
      output.literal();
    } else {
      output.word(sql, start, at);
    }
  }

  /** E'', B'', X'', N'', _charset'' and Oracle's q'' belong to the string that follows. */
  private boolean stringPrefix(int start, int length) {
    int first = sql[start] | 0x20;
    boolean single = length == 1;
    if (dialect.alternativeQuotes()
        && (single && first == 'q'
            || length == 2 && first == 'n' && (sql[start + 1] | 0x20) == 'q')) {
      alternativeQuoted();
      return true;
    }
    if (single && (first == 'e' || first == 'b' || first == 'x' || first == 'n')
        || sql[start] == '_') {
      string('\'', dialect.backslashEscapes() || first == 'e');
      return true;
    }
    return false;
  }

  /** A string; under the rule of the standard a backslash before the end is read both ways. */
  private void string(int quote, boolean escapes) {
    at++;
    while (at < end) {
      int c = sql[at] & 0xff;
      if (c == '\\' && escapes) {
        at += 2;
      } else if (c == quote) {
        boolean ambiguous = !escapes && sql[at - 1] == '\\';
        at++;
        if (peek(0) == quote) {
          at++;
        } else {
          output.literal();
          if (ambiguous && at < end && Bytes.contains(sql, at, end, quote)) {
            maskRest();
          }
          return;
        }
      } else {
        at++;
      }
    }
    unterminatedLiteral();
  }

  private void maskRest() {
    output.space();
    output.literal();
    malformed = true;
    at = end;
  }

  private void unterminatedLiteral() {
    at = end;
    truncated = true;
    output.literal();
  }

  private void alternativeQuoted() {
    int open = peek(1);
    int close =
        open == '[' ? ']' : open == '(' ? ')' : open == '{' ? '}' : open == '<' ? '>' : open;
    at += 2;
    while (at + 1 < end) {
      if (sql[at] == close && sql[at + 1] == '\'') {
        at += 2;
        output.literal();
        return;
      }
      at++;
    }
    unterminatedLiteral();
  }

  private void quotedIdentifier(int close) {
    int start = at++;
    while (at < end) {
      if (sql[at] == close) {
        at++;
        if (peek(0) != close) {
          output.quotedIdentifier(sql, start, at);
          return;
        }
      }
      at++;
    }
    unterminatedLiteral();
  }

  private boolean dollar() {
    if (Bytes.isDigit(peek(1))) {
      int start = at++;
      while (at < end && Bytes.isDigit(sql[at])) {
        at++;
      }
      output.parameter(sql, start, at);
      return true;
    }
    if (!dialect.dollarQuotes()) {
      return false;
    }
    int tagEnd = at + 1;
    while (tagEnd < end && Bytes.isWordPart(sql[tagEnd] & 0xff) && sql[tagEnd] != '$') {
      tagEnd++;
    }
    if (tagEnd >= end) {
      unterminatedLiteral();
      return true;
    }
    if (sql[tagEnd] != '$') {
      return false;
    }
    int length = tagEnd + 1 - at;
    int closing = Bytes.indexOf(sql, tagEnd + 1, end, at, length);
    if (closing < 0) {
      unterminatedLiteral();
    } else {
      at = closing + length;
      output.literal();
    }
    return true;
  }

  private boolean comment(int c) {
    if (c == '-' && peek(1) == '-' && (dialect != SqlDialect.MYSQL || peek(2) <= ' ')
        || c == '#' && dialect.hashComments()) {
      lineComment(c == '#' ? 1 : 2);
      return true;
    }
    if (c == '/' && peek(1) == '*') {
      if (peek(2) == '!' && dialect == SqlDialect.MYSQL) {
        at += 3;
        while (at < end && Bytes.isDigit(sql[at])) {
          at++;
        }
        insideVersionComment = true;
        output.space();
      } else {
        blockComment();
      }
      return true;
    }
    return false;
  }

  private void lineComment(int marker) {
    int start = at + marker;
    while (at < end && sql[at] != '\n') {
      at++;
    }
    collectTags(start, at);
    output.space();
  }

  private void blockComment() {
    int start = at + 2;
    int depth = 1;
    at += 2;
    while (at < end && depth > 0) {
      if (sql[at] == '*' && peek(1) == '/') {
        depth--;
        at += 2;
      } else if (dialect.nestedComments() && sql[at] == '/' && peek(1) == '*') {
        depth++;
        at += 2;
      } else {
        at++;
      }
    }
    if (depth > 0) {
      truncated = true;
    } else {
      collectTags(start, at - 2);
    }
    output.space();
  }

  private void collectTags(int start, int stop) {
    String comment = new String(sql, start, Math.max(0, stop - start), StandardCharsets.UTF_8);
    CommentTags.addTo(tags, comment);
  }

  /** The byte {@code ahead} of the current one; -1 after the end. */
  private int peek(int ahead) {
    return at + ahead < end ? sql[at + ahead] & 0xff : -1;
  }
}
