package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;

/**
 * Replaces the literals of SQL text, in one pass over its UTF-8 bytes.
 *
 * <p>What cannot be read for sure is masked, never echoed; arbitrary bytes are accepted. Instances
 * are immutable and thread-safe.
 */
public final class SqlNormalizer {

  /** Version of the rules; grows whenever some statement gets another text or fingerprint. */
  public static final int VERSION = 1;

  private final SqlDialect dialect;

  private SqlNormalizer(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /** A normaliser with the rules of a dialect. */
  public static SqlNormalizer of(SqlDialect dialect) {
    return new SqlNormalizer(dialect);
  }

  /** Normalises a statement. */
  public NormalizedSql normalize(String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    return normalize(utf8, 0, utf8.length);
  }

  /** Normalises the statement in {@code utf8[offset, offset + length)}. */
  public NormalizedSql normalize(byte[] utf8, int offset, int length) {
    NormalizedOutput output = new NormalizedOutput(length);
    SqlScanner scanner = new SqlScanner(dialect, utf8, offset, offset + length, output);
    scanner.scan();
    return new NormalizedSql(
        output.text(),
        output.fingerprint(),
        output.summary().text(),
        output.summary().operation(),
        output.summary().collections(),
        scanner.tags(),
        scanner.truncated(),
        scanner.malformed(),
        VERSION);
  }
}
