package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Builds {@code db.query.summary}: operations and targets in the order of the text (OpenTelemetry
 * semantic conventions, database spans, "Generating a summary of the query").
 */
final class StatementSummary {

  private static final int MAX_LENGTH = 255;
  private static final Set<String> OPERATIONS =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "REPLACE",
          "CALL",
          "CREATE",
          "ALTER",
          "DROP",
          "TRUNCATE",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SET",
          "SHOW",
          "VACUUM",
          "ANALYZE",
          "COPY",
          "EXECUTE",
          "FETCH",
          "DECLARE",
          "GRANT",
          "REVOKE",
          "LOCK",
          "REINDEX",
          "REFRESH");
  private static final Set<String> BEFORE_TARGET =
      Set.of(
          "FROM", "JOIN", "INTO", "UPDATE", "TABLE", "CALL", "TRUNCATE", "USING", "VIEW", "INDEX");
  private static final Set<String> SKIPPED =
      Set.of("ONLY", "LATERAL", "IF", "NOT", "EXISTS", "TABLE", "CONCURRENTLY");
  private static final Set<String> OTHER_KEYWORDS =
      Set.of(
          "WHERE", "AND", "OR", "IN", "LIKE", "BETWEEN", "LIMIT", "OFFSET", "VALUES", "RETURN",
          "CASE", "WHEN", "THEN", "ELSE", "BY", "ON", "HAVING", "NOT", "IS");

  private final StringBuilder text = new StringBuilder();
  private final Set<String> collections = new LinkedHashSet<>();
  private String operation = "";
  private String lastKeyword = "";
  private boolean keywordWasLast;
  private boolean targetFollows;
  private boolean insideTarget;
  private boolean listOfTargets;
  private StringBuilder target = new StringBuilder();

  void word(byte[] sql, int start, int end) {
    String word = new String(sql, start, end - start, StandardCharsets.UTF_8);
    String upper = word.toUpperCase(Locale.ROOT);
    if (insideTarget && target.charAt(target.length() - 1) == '.') {
      target.append(word);
      keywordWasLast = false;
      return;
    }
    endTarget();
    if (targetFollows && SKIPPED.contains(upper)) {
      return;
    }
    boolean operationWord =
        OPERATIONS.contains(upper)
            && !targetFollows
            && !(upper.equals("SET") && !operation.isEmpty());
    keywordWasLast =
        operationWord || BEFORE_TARGET.contains(upper) || OTHER_KEYWORDS.contains(upper);
    if (operationWord && !lastKeyword.equals("FOR")) {
      operation = operation.isEmpty() ? word : operation;
      append(word);
    }
    if (BEFORE_TARGET.contains(upper)) {
      targetFollows = !(upper.equals("UPDATE") && lastKeyword.equals("FOR"));
      listOfTargets = upper.equals("FROM");
    } else if (targetFollows && !operationWord) {
      target.append(word);
      insideTarget = true;
      targetFollows = false;
    } else if (OTHER_KEYWORDS.contains(upper)) {
      listOfTargets = false;
    }
    lastKeyword = upper;
  }

  void identifier(byte[] sql, int start, int end) {
    String name = new String(sql, start, end - start, StandardCharsets.UTF_8);
    keywordWasLast = false;
    if (insideTarget && target.charAt(target.length() - 1) == '.') {
      target.append(name);
    } else {
      endTarget();
      if (targetFollows) {
        target.append(name);
        insideTarget = true;
        targetFollows = false;
      }
    }
  }

  void symbol(char symbol) {
    keywordWasLast = false;
    if (symbol == '.' && insideTarget) {
      target.append('.');
      return;
    }
    endTarget();
    targetFollows = symbol == ',' && listOfTargets;
    if (symbol == '(' || symbol == ')') {
      listOfTargets = false;
    }
  }

  void other() {
    keywordWasLast = false;
    endTarget();
    targetFollows = false;
  }

  boolean lastWordIsKeyword() {
    return keywordWasLast;
  }

  String operation() {
    return operation;
  }

  List<String> collections() {
    endTarget();
    return new ArrayList<>(collections);
  }

  String text() {
    endTarget();
    return text.toString();
  }

  private void endTarget() {
    if (insideTarget) {
      insideTarget = false;
      String name = target.toString();
      target = new StringBuilder();
      collections.add(name);
      append(name);
    }
  }

  private void append(String part) {
    int separator = text.isEmpty() ? 0 : 1;
    if (text.length() + separator + part.length() <= MAX_LENGTH) {
      text.append(" ".repeat(separator)).append(part);
    }
  }
}
