package io.dbintel.redaction.sql;

/** Decides where the normalised text has blanks. */
final class TokenSpacing {

  private static final boolean[] OPERATOR = new boolean[128];

  static {
    for (char operator : "+-*/=<>!&|^%~?@:#".toCharArray()) {
      OPERATOR[operator] = true;
    }
  }

  private final TextBuffer text;
  private OutputProfile profile = OutputProfile.DEFAULT;
  private boolean spacesTokens;
  private boolean colon;

  /** Whether the last token is a name, or a dot or question mark right behind one. */
  private boolean ofName;

  TokenSpacing(TextBuffer text) {
    this.text = text;
  }

  void reset(OutputProfile newProfile) {
    profile = newProfile;
    spacesTokens = newProfile.spacesTokens();
    colon = false;
    ofName = false;
  }

  void space(int start, int end) {
    text.blankPending(true);
    if (!text.collapsesSpace() && (text.length() > 0 || profile.followsNewRelic())) {
      text.copy(start, end);
      text.plainWritten();
    }
  }

  void comment() {
    if (profile.followsNewRelic()) {
      text.symbol((byte) '?');
    } else if (!text.collapsesSpace() && !text.blankPending() && text.length() > 0) {
      text.space();
    }
    text.blankPending(true);
  }

  void beforeWord(byte lastSymbol) {
    if (spacesTokens) {
      boolean bind = colon && !text.blankPending();
      boolean continuesName = lastSymbol == '.' && ofName && !text.blankPending();
      text.blankPending(!bind && !continuesName);
      colon = false;
      ofName = true;
    }
    if (text.blankPending()) {
      write();
    }
  }

  void beforeSymbol(byte symbol, byte lastSymbol) {
    if (spacesTokens) {
      boolean adjacent = isOperator(lastSymbol) && !text.blankPending();
      boolean continues = adjacent && isOperator(symbol) && (symbol != ':' || lastSymbol == ':');
      ofName &= (symbol == '.' || symbol == '?') && !text.blankPending();
      text.blankPending(!continues && !ofName && symbol != ',' && symbol != ';');
      colon = symbol == ':' && !continues;
    }
    if (text.blankPending()) {
      write();
    }
  }

  private void write() {
    text.blankPending(false);
    if (text.collapsesSpace() && text.length() > 0) {
      text.space();
    }
  }

  private static boolean isOperator(byte symbol) {
    return symbol > 0 && OPERATOR[symbol];
  }
}
