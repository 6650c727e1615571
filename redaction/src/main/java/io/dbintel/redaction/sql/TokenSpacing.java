package io.dbintel.redaction.sql;

/** Decides where a blank stands in the normalised text. */
final class TokenSpacing {

  private static final String OPERATORS = "+-*/=<>!&|^%~?@:#";

  private final FoldingBuffer text;
  private OutputProfile profile = OutputProfile.DEFAULT;
  private boolean pending;

  TokenSpacing(FoldingBuffer text) {
    this.text = text;
  }

  void reset(OutputProfile newProfile) {
    profile = newProfile;
    pending = false;
  }

  /** Whether white space stands between the last token and the next. */
  boolean pending() {
    return pending;
  }

  void space(byte[] sql, int start, int end) {
    pending = true;
    if (!profile.collapsesSpace() && (text.length() > 0 || profile.followsNewRelic())) {
      for (int i = start; i < end; i++) {
        text.symbol(sql[i]);
      }
    }
  }

  void comment() {
    if (profile.followsNewRelic()) {
      text.symbol((byte) '?');
    } else if (!profile.collapsesSpace() && !pending && text.length() > 0) {
      text.space();
    }
    pending = true;
  }

  void beforeWord(byte lastSymbol, boolean operandExpected) {
    if (profile.spacesTokens()) {
      boolean bind = lastSymbol == ':' && !pending && !operandExpected;
      pending = !bind && lastSymbol != '.';
    }
    write();
  }

  void beforeSymbol(byte symbol, byte lastSymbol) {
    if (profile.spacesTokens()) {
      boolean sameOperator = isOperator(symbol) && isOperator(lastSymbol) && !pending;
      boolean glued = symbol == ',' || symbol == ';' || symbol == '.' || lastSymbol == '.';
      pending = !sameOperator && !glued;
    }
    write();
  }

  private void write() {
    if (pending) {
      pending = false;
      if (profile.collapsesSpace() && text.length() > 0) {
        text.space();
      }
    }
  }

  private static boolean isOperator(byte symbol) {
    return symbol != 0 && OPERATORS.indexOf(symbol) >= 0;
  }
}
