package io.dbintel.redaction.sql;

/**
 * Takes the tokens of a statement and writes two forms of it: the text in the conventions of a
 * profile, and the canonical form that the fingerprint is the hash of, in which case, white space,
 * literals, binds and the number of list elements make no difference.
 */
final class TokenWriter {

  private final FoldingBuffer text = new FoldingBuffer(1024);
  private final FoldingBuffer canonical = new FoldingBuffer(1024);
  private final TokenSpacing spacing = new TokenSpacing(text);
  private final StatementSummary summary = new StatementSummary();
  private final SecretWatch secrets = new SecretWatch();
  private OutputProfile profile = OutputProfile.DEFAULT;
  private int nextNumber;
  private boolean wordBefore;
  private boolean operandExpected;
  private boolean insideHint;
  private Keyword lastKeyword;
  private byte lastSymbol;
  private Keyword clause;

  void reset(OutputProfile newProfile, int firstNumber) {
    profile = newProfile;
    nextNumber = firstNumber;
    text.reset(profile.foldsLists(), profile.foldsRows());
    canonical.reset(true, true);
    summary.reset();
    secrets.reset();
    spacing.reset(profile);
    wordBefore = false;
    operandExpected = true;
    insideHint = false;
    lastKeyword = null;
    lastSymbol = 0;
    clause = null;
  }

  FoldingBuffer text() {
    return text;
  }

  FoldingBuffer canonical() {
    return canonical;
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

  void space(byte[] sql, int start, int end) {
    spacing.space(sql, start, end);
  }

  void comment() {
    spacing.comment();
  }

  Keyword word(byte[] sql, int start, int end) {
    Keyword keyword = KeywordTable.find(sql, start, end);
    boolean constant =
        (keyword == Keyword.TRUE || keyword == Keyword.FALSE || keyword == Keyword.NULL)
            && lastSymbol != '.'
            && !insideHint;
    if (constant && constant(keyword, sql, start, end)) {
      return keyword;
    }
    spacing.beforeWord(lastSymbol);
    text.word(sql, start, end);
    canonicalWord();
    canonical.lowerCaseWord(sql, start, end);
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
  private boolean constant(Keyword keyword, byte[] sql, int start, int end) {
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
      text.word(sql, start, end);
    }
    if (ofPredicate) {
      canonicalWord();
      canonical.lowerCaseWord(sql, start, end);
    } else {
      canonical.placeholder();
      wordBefore = false;
    }
    operand();
    return true;
  }

  void identifier(byte[] sql, int start, int end) {
    spacing.beforeWord(lastSymbol);
    if (profile == OutputProfile.DATADOG) {
      text.word(sql, start + 1, end - 1);
    } else {
      text.word(sql, start, end);
    }
    canonicalWord();
    canonical.word(sql, start, end);
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
    canonical.placeholder();
    wordBefore = false;
    operand();
  }

  /** A question mark that stands for a value, as literals do afterwards. */
  void marker() {
    spacing.beforeWord(lastSymbol);
    text.placeholder();
    canonical.placeholder();
    wordBefore = false;
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
      text.word(sql, start, end);
    }
    canonical.placeholder();
    wordBefore = false;
    operand();
  }

  void symbol(byte symbol) {
    int tokenStart = text.length();
    spacing.beforeSymbol(symbol, lastSymbol);
    switch (symbol) {
      case ',' -> {
        text.comma(tokenStart);
        canonical.comma(canonical.length());
      }
      case '(' -> {
        text.open();
        canonical.open();
      }
      case ')' -> {
        text.close();
        canonical.close();
      }
      default -> {
        text.symbol(symbol);
        canonical.symbol(symbol);
      }
    }
    if (!insideHint) {
      summary.symbol(symbol);
      secrets.symbol(symbol);
    }
    wordBefore = false;
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
      canonical.symbol((byte) symbols.charAt(i));
    }
    wordBefore = false;
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

  private void canonicalWord() {
    if (wordBefore) {
      canonical.symbol((byte) ' ');
    }
    wordBefore = true;
  }
}
