package io.dbintel.benchmarks.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Statements such as applications send, the same in every run: joins, conditions with literals of
 * every kind, IN lists, now and then a comment.
 */
final class StatementCorpus {

  private static final int STATEMENTS = 4_096;
  private static final String[] TABLES = {
    "orders", "order_items", "customers", "public.invoices", "payment_attempts", "\"Shipments\""
  };
  private static final String[] COLUMNS = {
    "id", "customer_id", "created_at", "status", "total_amount", "external_reference", "region"
  };

  private final Random random = new Random(20_261_121);
  private final int bytes;

  private StatementCorpus(int bytes) {
    this.bytes = bytes;
  }

  /** 4,096 distinct statements of about so many bytes. */
  static List<String> ofAbout(int bytes) {
    StatementCorpus corpus = new StatementCorpus(bytes);
    List<String> statements = new ArrayList<>(STATEMENTS);
    for (int i = 0; i < STATEMENTS; i++) {
      statements.add(corpus.statement());
    }
    return statements;
  }

  private String statement() {
    StringBuilder sql = new StringBuilder(bytes + 64);
    String table = any(TABLES);
    sql.append("SELECT ").append(any(COLUMNS)).append(", ").append(any(COLUMNS));
    sql.append(" FROM ").append(table).append(" AS t1");
    if (bytes > 400) {
      for (int join = 2; join <= 5; join++) {
        sql.append(" JOIN ").append(any(TABLES)).append(" AS t").append(join).append(" ON t");
        sql.append(join).append('.').append(any(COLUMNS)).append(" = t1.").append(any(COLUMNS));
      }
    }
    sql.append(" WHERE t1.id = ").append(random.nextInt(1_000_000));
    while (sql.length() < bytes - 20) {
      sql.append(" AND t1.").append(any(COLUMNS)).append(condition());
    }
    return sql.toString();
  }

  private String condition() {
    return switch (random.nextInt(6)) {
      case 0 -> " = '" + word() + "'";
      case 1 -> " > " + random.nextInt(100_000) + "." + random.nextInt(100);
      case 2 -> " LIKE '%" + word() + " " + word() + "%'";
      case 3 -> " IN (" + random.nextInt(999) + ", " + random.nextInt(999) + ", 17)";
      case 4 -> " = $" + (1 + random.nextInt(9));
      default -> " BETWEEN '2026-01-0" + random.nextInt(9) + "'::date AND now()";
    };
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int length = 4 + random.nextInt(8); length > 0; length--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private String any(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
