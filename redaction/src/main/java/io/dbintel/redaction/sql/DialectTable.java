package io.dbintel.redaction.sql;

import java.util.Set;

/** What each byte may begin in a dialect, and which bytes continue a word. */
final class DialectTable {

  static final byte SYMBOL = 0;
  static final byte OPEN = 1;
  static final byte CLOSE = 2;
  static final byte COMMA = 3;

  /** Up to here: symbols that begin nothing longer. */
  static final byte LAST_PLAIN_SYMBOL = COMMA;

  static final byte SPACE = 4;
  static final byte WORD = 5;
  static final byte DIGIT = 6;
  static final byte STRING_QUOTE = 7;
  static final byte DOUBLE_QUOTE = 8;
  static final byte NAME_QUOTE = 9;
  static final byte DOLLAR = 10;
  static final byte DASH = 11;
  static final byte SLASH = 12;
  static final byte HASH = 13;
  static final byte DOT = 14;
  static final byte QUESTION = 15;
  static final byte NON_ASCII = 16;
  static final byte SEMICOLON = 17;
  static final byte PLUS = 18;
  static final byte COLON = 19;
  static final byte BRACE = 20;
  static final byte STAR = 21;
  static final byte BACKSLASH = 22;

  /** A letter that may begin a duration. */
  static final byte DURATION = 23;

  final byte[] classes = new byte[256];
  final boolean[] wordPart = new boolean[256];

  /** Bytes after a word that may belong to it, or make it the prefix of a literal. */
  final boolean[] afterRareWord = new boolean[256];

  final boolean backslashEscapes;
  final boolean doubleQuotedStrings;
  final boolean ambiguousDoubleQuotes;
  final boolean hashComments;
  final boolean spaceAfterDashes;
  final boolean carriageReturnEndsLine;
  final boolean nestedComments;
  final boolean dollarQuotes;
  final boolean escapeStrings;
  final boolean alternativeQuotes;
  final boolean money;
  final boolean digitsBeginNames;
  final boolean versionComments;
  final boolean mariadbComments;
  final boolean slashComments;
  final boolean collections;
  final boolean bareUuids;
  final boolean copyRows;
  final boolean settings;
  final boolean unsure;

  DialectTable(Set<DialectTrait> traits) {
    backslashEscapes = traits.contains(DialectTrait.BACKSLASH_ESCAPES);
    doubleQuotedStrings = traits.contains(DialectTrait.DOUBLE_QUOTED_STRINGS);
    ambiguousDoubleQuotes = traits.contains(DialectTrait.AMBIGUOUS_DOUBLE_QUOTES);
    hashComments = traits.contains(DialectTrait.HASH_COMMENTS);
    spaceAfterDashes = traits.contains(DialectTrait.SPACE_AFTER_DASHES);
    carriageReturnEndsLine = traits.contains(DialectTrait.CARRIAGE_RETURN_ENDS_LINE);
    nestedComments = traits.contains(DialectTrait.NESTED_COMMENTS);
    dollarQuotes = traits.contains(DialectTrait.DOLLAR_QUOTES);
    escapeStrings = traits.contains(DialectTrait.ESCAPE_STRINGS);
    alternativeQuotes = traits.contains(DialectTrait.ALTERNATIVE_QUOTES);
    money = traits.contains(DialectTrait.MONEY);
    digitsBeginNames = traits.contains(DialectTrait.DIGITS_BEGIN_NAMES);
    versionComments = traits.contains(DialectTrait.VERSION_COMMENTS);
    mariadbComments = traits.contains(DialectTrait.MARIADB_COMMENTS);
    slashComments = traits.contains(DialectTrait.SLASH_COMMENTS);
    bareUuids = traits.contains(DialectTrait.BARE_UUIDS);
    collections = traits.contains(DialectTrait.COLLECTIONS);
    copyRows = traits.contains(DialectTrait.COPY_ROWS);
    settings = traits.contains(DialectTrait.SETTINGS);
    unsure = traits.contains(DialectTrait.UNSURE);
    classifyAscii();
    classifyByTrait(traits);
    for (int c = 0; c < 256; c++) {
      wordPart[c] =
          classes[c] == WORD
              || classes[c] == DIGIT
              || classes[c] == DURATION
              || classes[c] == NON_ASCII;
    }
    wordPart['$'] = !traits.contains(DialectTrait.NAMES_WITHOUT_DOLLAR);
    wordPart['#'] = traits.contains(DialectTrait.HASH_IN_NAMES);
    for (int c : Utf8Space.LEADING_BYTES) {
      wordPart[c] = false;
    }
    for (int c = 0; c < 256; c++) {
      afterRareWord[c] = wordPart[c] || c >= 0x80 || c == '\'' || c == '-' || c == '&';
    }
  }

  private void classifyAscii() {
    for (int c = 0; c <= ' '; c++) {
      classes[c] = SPACE;
    }
    for (int c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      classes[c] = WORD;
      classes[c - 'a' + 'A'] = WORD;
    }
    for (int c = 0x80; c <= 0xff; c++) {
      classes[c] = NON_ASCII;
    }
    classes['_'] = WORD;
    classes['\''] = STRING_QUOTE;
    classes['"'] = DOUBLE_QUOTE;
    classes['$'] = DOLLAR;
    classes['-'] = DASH;
    classes['/'] = SLASH;
    classes['.'] = DOT;
    classes['?'] = QUESTION;
    classes['('] = OPEN;
    classes[')'] = CLOSE;
    classes[','] = COMMA;
    classes[';'] = SEMICOLON;
    classes['+'] = PLUS;
    classes[':'] = COLON;
    classes['{'] = BRACE;
    classes['*'] = STAR;
    classes['\\'] = BACKSLASH;
    classes['#'] = HASH;
  }

  private void classifyByTrait(Set<DialectTrait> traits) {
    if (!traits.contains(DialectTrait.DOLLAR_QUOTES) || traits.contains(DialectTrait.UNSURE)) {
      classes['@'] = WORD;
    }
    if (traits.contains(DialectTrait.HASH_BEGINS_NAMES)) {
      classes['#'] = WORD;
    }
    if (traits.contains(DialectTrait.BACKTICKS)) {
      classes['`'] = NAME_QUOTE;
    }
    if (traits.contains(DialectTrait.BRACKETS)) {
      classes['['] = NAME_QUOTE;
    }
    if (traits.contains(DialectTrait.COLLECTIONS)) {
      classes['['] = BRACE;
    }
    if (traits.contains(DialectTrait.ISO_DURATIONS)) {
      classes['p'] = DURATION;
      classes['P'] = DURATION;
    }
  }
}
