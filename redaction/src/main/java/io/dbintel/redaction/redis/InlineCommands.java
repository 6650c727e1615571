package io.dbintel.redaction.redis;

/**
 * Cuts commands as people and logs write them into arguments: blanks separate arguments, line ends
 * separate commands, arguments may be in single quotes or, with escapes, in double quotes.
 */
final class InlineCommands {

  private final String text;
  private final RedisCommandWriter writer;

  InlineCommands(String text, RedisCommandWriter writer) {
    this.text = text;
    this.writer = writer;
  }

  void read() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        writer.endCommand();
        at++;
      } else if (c <= ' ') {
        at++;
      } else {
        at = argument(at);
      }
    }
  }

  private int argument(int start) {
    char quote = text.charAt(start);
    if (quote != '"' && quote != '\'') {
      return bareArgument(start);
    }
    int end = closingQuote(start);
    if (end < 0) {
      return unclosed();
    }
    writer.argument(text.substring(start + 1, end));
    return end + 1;
  }

  /** Up to the next blank; quotes inside it keep blanks together. */
  private int bareArgument(int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) > ' ') {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = closingQuote(at);
        if (at < 0) {
          return unclosed();
        }
      }
      at++;
    }
    writer.argument(text.substring(start, at));
    return at;
  }

  /** The rest of the text belongs to one argument. */
  private int unclosed() {
    writer.argument("");
    writer.truncated();
    writer.malformed();
    return text.length();
  }

  private int closingQuote(int open) {
    char quote = text.charAt(open);
    for (int at = open + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == quote) {
        return at;
      }
    }
    return -1;
  }
}
