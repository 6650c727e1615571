package io.dbintel.redaction.sql;

import io.dbintel.redaction.statement.NormalizedStatement;
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

  /** Outputs that hold more bytes than this are not kept by their thread. */
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private static final ThreadLocal<SqlOutput> OUTPUTS = ThreadLocal.withInitial(SqlOutput::new);
  private static final ThreadLocal<SqlOutput> TEXTS = ThreadLocal.withInitial(SqlOutput::ofText);

  private final SqlDialect dialect;
  private final OutputProfile profile;

  private SqlNormalizer(SqlDialect dialect, OutputProfile profile) {
    this.dialect = dialect;
    this.profile = profile;
  }

  /** A normaliser with the rules of a dialect and OpenTelemetry's conventions. */
  public static SqlNormalizer of(SqlDialect dialect) {
    return new SqlNormalizer(dialect, OutputProfile.DEFAULT);
  }

  /** A normaliser with the rules of a dialect and the conventions of a profile. */
  public static SqlNormalizer of(SqlDialect dialect, OutputProfile profile) {
    return new SqlNormalizer(dialect, profile);
  }

  /** Normalises a statement. */
  public NormalizedStatement normalize(String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    return normalize(utf8, 0, utf8.length);
  }

  /** Normalises the statement in {@code utf8[offset, offset + length)}. */
  public NormalizedStatement normalize(byte[] utf8, int offset, int length) {
    SqlOutput output = OUTPUTS.get();
    normalizeTo(utf8, offset, length, output);
    NormalizedStatement result =
        new NormalizedStatement(
            output.text(),
            output.fingerprint(),
            output.summary(),
            output.operation(),
            output.collections(),
            output.tags(),
            output.truncated(),
            output.malformed(),
            VERSION);
    forgetLarge(OUTPUTS, output, length);
    return result;
  }

  private static void forgetLarge(ThreadLocal<SqlOutput> outputs, SqlOutput output, int length) {
    if (Math.max(length, output.bytes().length) > MAX_KEPT_BYTES) {
      outputs.remove();
    }
  }

  /** The normalised text of a statement or of a part of one, and nothing else about it. */
  public MaskedSql mask(String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    SqlOutput output = TEXTS.get();
    normalizeTo(utf8, 0, utf8.length, output);
    MaskedSql masked = new MaskedSql(output.text(), output.truncated(), output.malformed());
    forgetLarge(TEXTS, output, utf8.length);
    return masked;
  }

  /**
   * Normalises the statement in {@code utf8[offset, offset + length)} into an output that is used
   * again and again, without allocating anything.
   */
  public void normalizeTo(byte[] utf8, int offset, int length, SqlOutput output) {
    output.run(utf8, offset, length, dialect, profile);
  }
}
