package io.dbintel.redaction.sql;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * New Relic's {@code db.query.text.normalized.hash}, by which it joins statements that an agent saw
 * with those a database reports.
 *
 * <p>The hash is the MD5 of the statement in upper case and without white space, in which literals,
 * TRUE, FALSE, NULL, binds, comments and the field of EXTRACT are {@code ?} and a list of literals
 * after IN is one {@code ?} (New Relic's receivers for databases, {@code internal/common/
 * sqlnormalizer}). Its rules change from release to release; {@link #VERSION} names those followed.
 */
public final class NewRelicQueryHash {

  /** Release of New Relic's receivers whose rules these are. */
  public static final String VERSION = "0.162";

  private final SqlNormalizer normalizer;

  private NewRelicQueryHash(SqlDialect dialect) {
    normalizer = SqlNormalizer.of(dialect, OutputProfile.NEWRELIC);
  }

  /** Hashes of statements of a dialect. */
  public static NewRelicQueryHash of(SqlDialect dialect) {
    return new NewRelicQueryHash(dialect);
  }

  /**
   * The hash, 32 hexadecimal digits. Empty for an empty statement and for one that was cut inside a
   * literal or comment: it could equal no other.
   */
  public String hash(String sql) {
    NormalizedStatement masked = normalizer.normalize(sql);
    String form = masked.truncated() ? "" : new Form(masked.text()).toString();
    return form.isEmpty() ? "" : md5(form);
  }

  private static String md5(String text) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has MD5", impossible);
    }
  }

  /** The text that is hashed, made of one whose literals and comments are masked. */
  private static final class Form {

    private static final int NONE = -1;

    private final String sql;
    private final StringBuilder form = new StringBuilder();
    private String lastWord = "";
    private int listStart = NONE;
    private boolean fieldExpected;

    Form(String masked) {
      sql = masked.toUpperCase(Locale.ROOT);
      int at = 0;
      while (at < sql.length()) {
        at = next(at);
      }
    }

    private int next(int at) {
      char c = sql.charAt(at);
      if (isInvisible(c)) {
        return at + 1;
      }
      int bind = endOfBind(at);
      if (bind > at) {
        operand();
        return bind;
      }
      int wordEnd = endOfWord(at);
      if (wordEnd > at) {
        word(sql.substring(at, wordEnd));
        return wordEnd;
      }
      symbol(c);
      return at + 1;
    }

    private static boolean isInvisible(char c) {
      return Character.isWhitespace(c)
          || Character.isSpaceChar(c)
          || Character.getType(c) == Character.FORMAT;
    }

    private int endOfWord(int start) {
      int at = start;
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        at++;
      }
      return at;
    }

    private static boolean isWordPart(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#';
    }

    /** {@code ?}, {@code $?}, {@code :x}, {@code @x} and {@code %(x)s}. */
    private int endOfBind(int at) {
      char next = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
      return switch (sql.charAt(at)) {
        case '?' -> at + 1;
        case '$' -> next == '?' ? at + 2 : at;
        case ':' -> follows(":?)]", at) ? at : afterMarkOrWord(at, next);
        case '@' -> follows("@", at) ? at : endOfWordAfter(at);
        case '%' -> next == '(' ? endOfNamedFormat(at) : at;
        default -> at;
      };
    }

    /** Whether the character before is one of these, or of a word. */
    private boolean follows(String characters, int at) {
      char before = at == 0 ? ' ' : sql.charAt(at - 1);
      return isWordPart(before) || characters.indexOf(before) >= 0;
    }

    private int afterMarkOrWord(int at, char next) {
      return next == '?' ? at + 2 : endOfWordAfter(at);
    }

    private int endOfWordAfter(int at) {
      int end = endOfWord(at + 1);
      return end == at + 1 ? at : end;
    }

    private int endOfNamedFormat(int at) {
      int close = endOfWord(at + 2);
      return sql.startsWith(")S", close) ? close + 2 : at;
    }

    private void operand() {
      form.append('?');
      lastWord = "";
      fieldExpected = false;
    }

    private void word(String word) {
      form.append(fieldExpected ? "?" : word);
      listStart = NONE;
      lastWord = word;
      fieldExpected = false;
    }

    private void symbol(char c) {
      if (c == '(') {
        listStart = lastWord.equals("IN") ? form.length() : NONE;
        fieldExpected = lastWord.equals("EXTRACT");
      } else if (c == ')' && listStart != NONE) {
        form.setLength(listStart + 2);
        listStart = NONE;
      } else if (c != ',') {
        listStart = NONE;
      }
      form.append(c);
      lastWord = "";
    }

    @Override
    public String toString() {
      return form.toString();
    }
  }
}
