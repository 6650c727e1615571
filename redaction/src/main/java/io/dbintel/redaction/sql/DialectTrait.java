package io.dbintel.redaction.sql;

/** One lexical rule in which database systems differ. */
enum DialectTrait {
  /** A backslash escapes the next character of every string. */
  BACKSLASH_ESCAPES,
  /** {@code "text"} is a string. */
  DOUBLE_QUOTED_STRINGS,
  /** {@code "text"} is a string or an identifier, by a setting of the session. */
  AMBIGUOUS_DOUBLE_QUOTES,
  /** {@code `name`} is an identifier. */
  BACKTICKS,
  /** {@code [name]} is an identifier. */
  BRACKETS,
  /** {@code #} begins a comment. */
  HASH_COMMENTS,
  /** {@code #} is a letter of names. */
  HASH_IN_NAMES,
  /** {@code #} may be the first letter of a name. */
  HASH_BEGINS_NAMES,
  /** {@code --} begins a comment only before white space. */
  SPACE_AFTER_DASHES,
  /** A line comment ends at a carriage return, too. */
  CARRIAGE_RETURN_ENDS_LINE,
  /** Block comments nest. */
  NESTED_COMMENTS,
  /** {@code $tag$text$tag$} is a string. */
  DOLLAR_QUOTES,
  /** In {@code E'text'} a backslash escapes the next character. */
  ESCAPE_STRINGS,
  /** {@code q'[text]'} is a string. */
  ALTERNATIVE_QUOTES,
  /** {@code $12.50} is a number, not parameter 12. */
  MONEY,
  /** {@code 2fa} is a name. */
  DIGITS_BEGIN_NAMES,
  /** The text of {@code /*! ... *}{@code /} is code. */
  VERSION_COMMENTS,
  /**
   * The text of {@code /*M! ... *}{@code /} is code, too; that of {@code /*!50700} to {@code
   * /*!99999}, which is meant for MySQL, is not.
   */
  MARIADB_COMMENTS,
  /** {@code //} begins a comment. */
  SLASH_COMMENTS,
  /** A dollar sign is not part of names. */
  NAMES_WITHOUT_DOLLAR,
  /** Collections are written in brackets and braces: {@code [1, 2]}, {@code {'a': 1}}. */
  COLLECTIONS,
  /** UUIDs are written without quotes. */
  BARE_UUIDS,
  /** {@code P1Y2M10DT2H30M} is a duration. */
  ISO_DURATIONS,
  /** Rows may follow COPY ... FROM STDIN. */
  COPY_ROWS,
  /** {@code SET name TO word}: the word is a value. */
  SETTINGS,
  /** The system is not known: where two systems read a text differently, mask it. */
  UNSURE
}
