package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;

/**
 * Knows when a word without quotes is the value of a setting: {@code SET [SESSION|LOCAL] name TO
 * value}, and the same inside ALTER and CREATE (PostgreSQL, "SET", "ALTER ROLE", "CREATE
 * FUNCTION"). Custom settings hold whatever an application puts there: tokens, names, addresses.
 */
final class SettingWatch {

  private enum Place {
    STATEMENT_START,
    BEFORE_SET,
    BEFORE_NAME,
    AFTER_SCOPE,
    AFTER_NAME,
    VALUE,
    ELSEWHERE
  }

  private boolean enabled;
  private Place place = Place.ELSEWHERE;
  private boolean wholeStatement;
  private boolean isPublic;
  private boolean body;

  /** A statement begins. */
  void reset() {
    place = enabled ? Place.STATEMENT_START : Place.ELSEWHERE;
    wholeStatement = false;
    body = false;
  }

  /** A text begins; {@code enabled}: whether its dialect has such settings. */
  void reset(boolean enabled) {
    this.enabled = enabled;
    reset();
  }

  /** Whether any next token may change something. */
  boolean alert() {
    return place != Place.ELSEWHERE;
  }

  /** Whether the next token is a value to hide. */
  boolean follows() {
    return place == Place.VALUE && !isPublic;
  }

  void word(Keyword word, byte[] sql, int start, int end) {
    boolean beforeValue =
        place == Place.BEFORE_NAME || place == Place.AFTER_SCOPE || place == Place.AFTER_NAME;
    if (beforeValue && word == Keyword.SET && !wholeStatement) {
      place = Place.BEFORE_NAME; // what was taken for SET before is the name of a role or database
      isPublic = true;
      return;
    }
    switch (place) {
      case STATEMENT_START -> {
        wholeStatement = word == Keyword.SET;
        boolean maySet = word == Keyword.ALTER || word == Keyword.CREATE;
        place = wholeStatement ? Place.BEFORE_NAME : maySet ? Place.BEFORE_SET : Place.ELSEWHERE;
        isPublic = true;
      }
      case BEFORE_SET -> beforeSet(word, sql, start, end);
      case BEFORE_NAME -> {
        boolean scope =
            isPublic && (is("session", sql, start, end) || is("local", sql, start, end));
        place = scope ? Place.AFTER_SCOPE : name(sql, start, end);
      }
      case AFTER_SCOPE -> {
        if (word == Keyword.TO) {
          isPublic = false; // the word before was the name
          place = Place.VALUE;
        } else {
          place = name(sql, start, end);
        }
      }
      case AFTER_NAME -> place = word == Keyword.TO ? Place.VALUE : notSetting();
      case VALUE -> operand();
      case ELSEWHERE -> {}
    }
  }

  private void beforeSet(Keyword word, byte[] sql, int start, int end) {
    isPublic = true;
    body |= word == Keyword.BEGIN || is("do", sql, start, end);
    if (word == Keyword.SET) {
      place = Place.BEFORE_NAME;
    } else if (body
        && (word == Keyword.UPDATE || word == Keyword.INSERT || word == Keyword.MERGE)) {
      place = Place.ELSEWHERE; // the SET of a rule's or function's body sets columns
    }
  }

  private Place name(byte[] sql, int start, int end) {
    isPublic = isPublic && PublicSettings.contains(sql, start, end);
    return Place.AFTER_NAME;
  }

  private static boolean is(String name, byte[] sql, int start, int end) {
    return end - start == name.length()
        && name.equalsIgnoreCase(new String(sql, start, end - start, StandardCharsets.ISO_8859_1));
  }

  private Place notSetting() {
    return wholeStatement ? Place.ELSEWHERE : Place.BEFORE_SET;
  }

  void symbol(byte symbol) {
    switch (place) {
      case AFTER_NAME -> {
        if (symbol == '.') {
          isPublic = false;
          place = Place.BEFORE_NAME;
        } else {
          place = symbol == '=' ? Place.VALUE : notSetting();
        }
      }
      case AFTER_SCOPE -> {
        isPublic = false; // the word before belongs to the name
        place = symbol == '.' ? Place.BEFORE_NAME : symbol == '=' ? Place.VALUE : notSetting();
      }
      case BEFORE_NAME -> place = notSetting();
      case BEFORE_SET -> {
        if (symbol == ',' && !isPublic) {
          place = Place.VALUE;
        }
      }
      case STATEMENT_START, VALUE, ELSEWHERE -> {}
    }
  }

  /**
   * A value went by. SET takes no more than a list of values, so whatever comes until its end is
   * one; inside ALTER and CREATE only a comma says that one more follows.
   */
  void operand() {
    if (place == Place.VALUE && !wholeStatement) {
      place = Place.BEFORE_SET;
    }
  }
}
