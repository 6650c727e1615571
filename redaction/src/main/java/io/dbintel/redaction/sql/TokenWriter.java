package io.dbintel.redaction.sql;

/**
 * Takes the tokens of a statement, writes the text in the conventions of a profile, and passes them
 * on to the description if one is wanted.
 */
final class TokenWriter {

  private final TextBuffer text = new TextBuffer(1024);
  private final TokenSpacing spacing = new TokenSpacing(text);
  private final StatementDescription description;
  private final SecretWatch secrets = new SecretWatch();
  private OutputProfile profile = OutputProfile.DEFAULT;
  private int nextNumber;
  private boolean operandExpected;
  private boolean insideHint;
  private Keyword lastKeyword;
  private byte lastSymbol;
  private Keyword clause;

  /** {@code description}: null when nothing but the text is wanted. */
  TokenWriter(StatementDescription description) {
    this.description = description;
  }

  void reset(byte[] sql, OutputProfile newProfile, int firstNumber) {
    profile = newProfile;
    nextNumber = firstNumber;
    text.reset(sql, profile.foldsLists(), profile.foldsRows());
    if (description != null) {
      description.reset();
    }
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
    if (description != null) {
      description.word(keyword, sql, start, end, first, second, insideHint);
    }
    if (!insideHint) {
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
    if (description != null && ofPredicate) {
      description.predicate(sql, start, end, first, insideHint);
    } else if (description != null) {
      description.operand(insideHint);
    }
    afterOperand();
    return true;
  }

  void identifier(byte[] sql, int start, int end) {
    spacing.beforeWord(lastSymbol);
    if (profile == OutputProfile.DATADOG) {
      text.copy(start + 1, end - 1);
    } else {
      text.copy(start, end);
    }
    if (description != null) {
      description.identifier(sql, start, end, insideHint);
    }
    if (!insideHint) {
      secrets.word(null);
    }
    operandExpected = false;
    lastKeyword = null;
    lastSymbol = 0;
  }

  void literal() {
    spacing.beforeWord(lastSymbol);
    placeholder();
    operand();
  }

  /** A question mark that stands for a value, as literals do afterwards. */
  void marker() {
    spacing.beforeWord(lastSymbol);
    text.placeholder();
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
    operand();
  }

  /** The symbol at a position. */
  void symbol(byte[] sql, int at) {
    byte symbol = sql[at];
    int tokenStart = text.length();
    spacing.beforeSymbol(symbol, lastSymbol);
    switch (symbol) {
      case ',' -> text.comma(at, tokenStart);
      case '(' -> text.open(at);
      case ')' -> text.close(at);
      default -> text.copySymbol(at);
    }
    if (description != null) {
      description.symbol(symbol, insideHint);
    }
    if (!insideHint) {
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
      if (description != null) {
        description.symbol((byte) symbols.charAt(i), true);
      }
    }
  }

  private void operand() {
    if (description != null) {
      description.operand(insideHint);
    }
    afterOperand();
  }

  private void afterOperand() {
    if (!insideHint) {
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
