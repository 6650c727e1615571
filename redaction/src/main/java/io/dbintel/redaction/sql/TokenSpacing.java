package io.dbintel.redaction.sql;

/** Decides where a blank stands in the normalised text. */
final class TokenSpacing {

  private static final boolean[] OPERATOR = new boolean[128];

  static {
    for (char operator : "+-*/=<>!&|^%~?@:#".toCharArray()) {
      OPERATOR[operator] = true;
    }
  }

  private final TextBuffer text;
  private OutputProfile profile = OutputProfile.DEFAULT;
  private boolean collapsesSpace = true;
  private boolean spacesTokens;
  private boolean pending;
  private boolean colon;

  TokenSpacing(TextBuffer text) {
    this.text = text;
  }

  void reset(OutputProfile newProfile) {
    profile = newProfile;
    collapsesSpace = newProfile.collapsesSpace();
    spacesTokens = newProfile.spacesTokens();
    pending = false;
    colon = false;
  }

  /** Whether white space stands between the last token and the next. */
  boolean pending() {
    return pending;
  }

  void space(int start, int end) {
    pending = true;
    if (!collapsesSpace && (text.length() > 0 || profile.followsNewRelic())) {
      text.copy(start, end);
      text.plainWritten();
    }
  }

  /** A single blank follows: whether no more than that must be known of it. */
  boolean skipsBlank() {
    pending |= collapsesSpace;
    return collapsesSpace;
  }

  /** The next token stands behind the last one as it does in the statement. */
  void joined() {
    pending = false;
  }

  void comment() {
    if (profile.followsNewRelic()) {
      text.symbol((byte) '?');
    } else if (!collapsesSpace && !pending && text.length() > 0) {
      text.space();
    }
    pending = true;
  }

  void beforeWord(byte lastSymbol) {
    if (spacesTokens) {
      boolean bind = colon && !pending;
      pending = !bind && lastSymbol != '.';
      colon = false;
    }
    if (pending) {
      write();
    }
  }

  void beforeSymbol(byte symbol, byte lastSymbol) {
    if (spacesTokens) {
      boolean adjacent = isOperator(lastSymbol) && !pending;
      boolean continues = adjacent && isOperator(symbol) && (symbol != ':' || lastSymbol == ':');
      boolean glued = symbol == ',' || symbol == ';' || symbol == '.' || lastSymbol == '.';
      pending = !continues && !glued;
      colon = symbol == ':' && !continues;
    }
    if (pending) {
      write();
    }
  }

  private void write() {
    pending = false;
    if (collapsesSpace && text.length() > 0) {
      text.space();
    }
  }

  private static boolean isOperator(byte symbol) {
    return symbol > 0 && OPERATOR[symbol];
  }
}
