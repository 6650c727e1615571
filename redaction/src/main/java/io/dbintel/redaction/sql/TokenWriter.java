package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.Keyword.Role.ANNOUNCES_SECRET;
import static io.dbintel.redaction.sql.Keyword.Role.BEFORE_OPERAND;
import static io.dbintel.redaction.sql.Keyword.Role.CONSTANT;
import static io.dbintel.redaction.sql.Keyword.Role.WITHIN_CLAUSE;

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
  private boolean insideHint;
  private Keyword lastKeyword;
  private byte lastSymbol;
  private Keyword clause;

  /** {@code description}: null when nothing but the text is wanted. */
  TokenWriter(StatementDescription description) {
    this.description = description;
  }

  void reset(byte[] sql, int length, OutputProfile newProfile, int firstNumber, boolean settings) {
    profile = newProfile;
    nextNumber = firstNumber;
    text.reset(sql, profile);
    if (description != null) {
      description.reset(length);
    }
    secrets.reset(settings);
    spacing.reset(profile);
    insideHint = false;
    lastKeyword = null;
    lastSymbol = ';';
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
    return lastSymbol != 0
        ? lastSymbol != ')' && lastSymbol != ']' && lastSymbol != '.'
        : lastKeyword != null && lastKeyword.is(BEFORE_OPERAND);
  }

  boolean spacePending() {
    return text.blankPending();
  }

  /** The keyword that was the last token; null when that was none. */
  Keyword lastKeyword() {
    return lastKeyword;
  }

  /** The symbol that was the last token; a semicolon at the start, 0 when it was no symbol. */
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

  /** Any word; returns the keyword it is, null for none. */
  Keyword word(byte[] sql, int start, int end) {
    long first = KeywordTable.first(sql, start, end - start);
    long second = KeywordTable.second(sql, start, end - start);
    Keyword keyword = end - start > KeywordTable.LONGEST ? null : KeywordTable.find(first, second);
    boolean constant = keyword != null && keyword.is(CONSTANT) && lastSymbol != '.' && !insideHint;
    if (constant && constant(keyword, sql, start, end, first)) {
      return keyword;
    }
    boolean watched = secrets.alert() || keyword != null && keyword.is(ANNOUNCES_SECRET);
    if (watched && !insideHint) {
      secrets.word(keyword, sql, start, end);
    }
    plainWord(keyword, sql, start, end, first, second);
    return keyword;
  }

  /**
   * A word that is not {@linkplain Keyword#isRare rare}, where none is watched for ({@link
   * SecretWatch#alert}).
   */
  void plainWord(Keyword keyword, byte[] sql, int start, int end, long first, long second) {
    wordText(start, end);
    Keyword read = lastSymbol == '.' ? null : keyword;
    if (description != null) {
      description.word(read, sql, start, end, first, second, insideHint);
    }
    lastKeyword = read;
    lastSymbol = 0;
    if (keyword != null && !keyword.is(WITHIN_CLAUSE)) {
      clause = keyword;
    }
  }

  private void wordText(int start, int end) {
    if (!text.join(start, end)) {
      spacing.beforeWord(lastSymbol);
      text.copy(start, end);
    }
    text.plainWritten();
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
      text.plainWritten();
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
    text.plainWritten();
    if (description != null) {
      description.identifier(sql, start, end, insideHint);
    }
    if (secrets.alert() && !insideHint) {
      secrets.word(null, sql, start, end);
    }
    lastKeyword = null;
    lastSymbol = 0;
  }

  void literal() {
    spacing.beforeWord(lastSymbol);
    placeholder();
    operand();
  }

  /** A question mark in the place of a value, as literals become. */
  void marker() {
    spacing.beforeWord(lastSymbol);
    text.placeholder();
    operand();
  }

  /** E before a string and a plus before a number are kept by New Relic's agents. */
  void prefix(byte prefix) {
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
      text.plainWritten();
    }
    operand();
  }

  /** The symbol at a position. */
  void symbol(byte[] sql, int at) {
    byte symbol = sql[at];
    if (!text.join(at, at + 1)) {
      spacing.beforeSymbol(symbol, lastSymbol);
      text.copy(at, at + 1);
    }
    switch (symbol) {
      case ',' -> text.commaWritten();
      case '(' -> text.openWritten();
      case ')' -> text.closeWritten();
      default -> text.plainWritten();
    }
    if (description != null) {
      description.symbol(symbol, insideHint);
    }
    if ((secrets.alert() || symbol == ';') && !insideHint) {
      secrets.symbol(symbol);
    }
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
    if (secrets.follows() && !insideHint) {
      secrets.operand();
    }
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
