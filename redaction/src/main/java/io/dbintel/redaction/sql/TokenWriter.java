package io.dbintel.redaction.sql;

/**
 * Takes the tokens of a statement and writes two forms of it: the text in the conventions of a
 * profile, and the tokens that the fingerprint is the hash of, in which case, white space,
 * literals, binds and the number of list elements make no difference.
 */
final class TokenWriter {

  private final TextBuffer text = new TextBuffer(1024);
  private final TokenBuffer tokens = new TokenBuffer(2048);
  private final TokenSpacing spacing = new TokenSpacing(text);
  private final StatementSummary summary = new StatementSummary();
  private final SecretWatch secrets = new SecretWatch();
  private OutputProfile profile = OutputProfile.DEFAULT;
  private int nextNumber;
  private boolean operandExpected;
  private boolean insideHint;
  private Keyword lastKeyword;
  private byte lastSymbol;
  private Keyword clause;

  void reset(byte[] sql, OutputProfile newProfile, int firstNumber) {
    profile = newProfile;
    nextNumber = firstNumber;
    text.reset(sql, profile.foldsLists(), profile.foldsRows());
    tokens.reset(true, true);
    summary.reset();
    secrets.reset();
    spacing.reset(profile);
    operandExpected = true;
    insideHint = false;
    lastKeyword = null;
    lastSymbol = 0;
    clause = null;
  }

  TextBuffer text() {
    return text;
  }

  TokenBuffer tokens() {
    return tokens;
  }

  StatementSummary summary() {
    return summary;
  }

  SecretWatch secrets() {
    return secrets;
  }

  /** Whether a sign would belong to the number after it. */
  boolean operandExpected() {
    return operandExpected;
  }

  boolean spacePending() {
    return spacing.pending();
  }

  Keyword lastKeyword() {
    return lastKeyword;
  }

  /** The symbol that was the last token; 0 when that was no symbol. */
  byte lastSymbol() {
    return lastSymbol;
  }

  /** Whether the last word that structures the statement was IN or VALUES. */
  boolean insideValueList() {
    return clause == Keyword.IN || clause == Keyword.VALUES;
  }

  /** Whether the next token is an argument of EXEC. */
  boolean insideCall() {
    boolean ofName = lastSymbol == '.' || lastKeyword == clause;
    return (clause == Keyword.EXEC || clause == Keyword.EXECUTE) && !ofName;
  }

  void space(int start, int end) {
    spacing.space(start, end);
  }

  void comment() {
    spacing.comment();
  }

  Keyword word(byte[] sql, int start, int end) {
    long first = KeywordTable.first(sql, start, end - start);
    long second = KeywordTable.second(sql, start, end - start);
    Keyword keyword = KeywordTable.find(first, second, end - start);
    boolean constant =
        (keyword == Keyword.TRUE || keyword == Keyword.FALSE || keyword == Keyword.NULL)
            && lastSymbol != '.'
            && !insideHint;
    if (constant && constant(keyword, sql, start, end, first)) {
      return keyword;
    }
    spacing.beforeWord(lastSymbol);
    text.copy(start, end);
    tokens.word(sql, start, end, first, second);
    if (!insideHint) {
      summary.word(keyword, sql, start, end);
      secrets.word(keyword);
    }
    operandExpected =
        keyword != null && lastSymbol != '.' && keyword.is(Keyword.Role.BEFORE_OPERAND);
    lastKeyword = keyword;
    lastSymbol = 0;
    clause = keyword == null || keyword == Keyword.DEFAULT ? clause : keyword;
    return keyword;
  }

  /** TRUE, FALSE and NULL; false when the word belongs to IS, IS NOT or NOT NULL. */
  private boolean constant(Keyword keyword, byte[] sql, int start, int end, long first) {
    boolean ofPredicate = lastKeyword == Keyword.IS || lastKeyword == Keyword.NOT;
    boolean masked =
        ofPredicate
            ? profile == OutputProfile.NEWRELIC || profile == OutputProfile.DATADOG
            : keyword != Keyword.NULL || profile.masksNull();
    if (ofPredicate && !masked) {
      return false;
    }
    spacing.beforeWord(lastSymbol);
    if (masked) {
      placeholder();
    } else {
      text.copy(start, end);
    }
    if (ofPredicate) {
      tokens.word(sql, start, end, first, 0);
    } else {
      tokens.placeholder();
    }
    operand();
    return true;
  }

  void identifier(byte[] sql, int start, int end) {
    spacing.beforeWord(lastSymbol);
    if (profile == OutputProfile.DATADOG) {
      text.copy(start + 1, end - 1);
    } else {
      text.copy(start, end);
    }
    tokens.name(sql, start, end);
    if (!insideHint) {
      summary.identifier(sql, start, end);
      secrets.word(null);
    }
    operandExpected = false;
    lastKeyword = null;
    lastSymbol = 0;
  }

  void literal() {
    spacing.beforeWord(lastSymbol);
    placeholder();
    tokens.placeholder();
    operand();
  }

  /** A question mark that stands for a value, as literals do afterwards. */
  void marker() {
    spacing.beforeWord(lastSymbol);
    text.placeholder();
    tokens.placeholder();
    operand();
  }

  /** E before a string is kept by New Relic's agents. */
  void stringPrefix(byte prefix) {
    if (profile.followsNewRelic()) {
      text.symbol(prefix);
    }
  }

  void bind(byte[] sql, int start, int end) {
    spacing.beforeWord(lastSymbol);
    if (profile == OutputProfile.DATADOG) {
      text.placeholder();
    } else if (profile.followsNewRelic()) {
      text.symbol(sql[start]);
      text.symbol((byte) '?');
    } else {
      text.copy(start, end);
    }
    tokens.placeholder();
    operand();
  }

  /** The symbol at a position. */
  void symbol(byte[] sql, int at) {
    byte symbol = sql[at];
    int tokenStart = text.length();
    spacing.beforeSymbol(symbol, lastSymbol);
    switch (symbol) {
      case ',' -> {
        text.comma(at, tokenStart);
        tokens.comma();
      }
      case '(' -> {
        text.open(at);
        tokens.open();
      }
      case ')' -> {
        text.close(at);
        tokens.close();
      }
      default -> {
        text.copySymbol(at);
        tokens.symbol(symbol);
      }
    }
    if (!insideHint) {
      summary.symbol(symbol);
      secrets.symbol(symbol);
    }
    operandExpected = symbol != ')' && symbol != ']' && symbol != '.';
    lastKeyword = null;
    lastSymbol = symbol;
  }

  void beginHint() {
    symbolRun("/*+");
    insideHint = true;
  }

  void endHint() {
    symbolRun("*/");
    insideHint = false;
  }

  private void symbolRun(String symbols) {
    insideHint = true;
    spacing.beforeSymbol((byte) '(', lastSymbol);
    for (int i = 0; i < symbols.length(); i++) {
      text.symbol((byte) symbols.charAt(i));
      tokens.symbol((byte) symbols.charAt(i));
    }
  }

  private void operand() {
    if (!insideHint) {
      summary.operand();
      secrets.operand();
    }
    operandExpected = false;
    lastKeyword = null;
    lastSymbol = 0;
  }

  private void placeholder() {
    if (profile.numbersLiterals()) {
      text.symbol((byte) '$');
      for (char digit : Integer.toString(nextNumber++).toCharArray()) {
        text.symbol((byte) digit);
      }
    } else {
      text.placeholder();
    }
  }
}
