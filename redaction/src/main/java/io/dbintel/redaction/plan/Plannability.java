package io.dbintel.redaction.plan;

import io.dbintel.redaction.sql.MaskedSql;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a database may be asked for the plan of a text: only of exactly one SELECT, INSERT,
 * UPDATE, DELETE, MERGE or WITH that is whole. Decided by the scanner that masks literals, so that
 * a semicolon or keyword in a literal or comment is none; what can be read in two ways is refused.
 */
public enum Plannability {
  PLANNABLE,
  /** The text ends inside a literal, name or comment. */
  TRUNCATED,
  /** The text can be read in two ways, or not at all. */
  AMBIGUOUS,
  /** More than one statement. */
  SEVERAL,
  /** Nothing that has a plan, or not for sure. */
  OTHER;

  private static final Set<String> PLANNED =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH");
  private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]");
  private static final Pattern LAST_SEMICOLONS = Pattern.compile("[;\\s]+$");

  /** The text without what may end a statement, as which it is judged. */
  public static String withoutLastSemicolons(String sql) {
    return LAST_SEMICOLONS.matcher(sql).replaceFirst("");
  }

  /** Judges a text as it was sent to a database or as the database shows it. */
  public static Plannability of(String sql, SqlDialect dialect) {
    MaskedSql masked = SqlNormalizer.of(dialect).mask(sql);
    if (masked.truncated()) {
      return TRUNCATED;
    }
    if (masked.malformed()) {
      return AMBIGUOUS;
    }
    String text = withoutLastSemicolons(masked.text());
    if (text.indexOf(';') >= 0) {
      return SEVERAL;
    }
    return PLANNED.contains(firstWord(text)) ? PLANNABLE : OTHER;
  }

  /**
   * Whether a text has parameters such as {@code $1}; true also for a name that looks like one, and
   * never for one in a literal.
   */
  public static boolean hasParameters(String sql, SqlDialect dialect) {
    return PARAMETER.matcher(SqlNormalizer.of(dialect).mask(sql).text()).find();
  }

  /** The first word, behind parentheses such as those of {@code (SELECT …) UNION (SELECT …)}. */
  private static String firstWord(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == '(' || text.charAt(start) == ' ')) {
      start++;
    }
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end).toUpperCase(Locale.ROOT);
  }
}
