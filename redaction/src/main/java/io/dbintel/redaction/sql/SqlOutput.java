package io.dbintel.redaction.sql;

import com.dynatrace.hash4j.hashing.Hashing;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The result of {@link SqlNormalizer#normalizeTo}, in buffers that the next call uses again:
 * nothing is allocated until a string is asked for. Not for use by two threads at a time.
 */
public final class SqlOutput {

  private static final byte[] MASKED = {'?'};

  private final StatementDescription description;
  private final SqlScanner scanner;
  private Scan scan;
  private boolean maskedWhole;
  private int textLength;
  private byte[] input;

  /** An output with room for usual statements; it grows as needed. */
  public SqlOutput() {
    this(new StatementDescription());
  }

  private SqlOutput(StatementDescription description) {
    this.description = description;
    scanner = new SqlScanner(description);
  }

  /** An output that holds the text and the flags and no more, which is faster. */
  public static SqlOutput ofText() {
    return new SqlOutput(null);
  }

  void run(byte[] sql, int offset, int length, SqlDialect dialect, OutputProfile profile) {
    input = sql;
    int first = 1;
    if (profile.numbersLiterals()) {
      first = HighestParameter.in(sql, offset, offset + length) + 1;
    }
    scan = scanner.scan(sql, offset, offset + length, dialect.table(), profile, first);
    maskedWhole = profile.followsNewRelic() && scan.malformed() && scan.truncated();
    TextBuffer text = scan.writer.text();
    text.complete();
    if (description != null) {
      description.finish(sql);
    }
    textLength = profile.dropsLastSemicolon() ? withoutSemicolons(text) : text.length();
  }

  /** The buffer whose first {@link #length} bytes are the normalised text in UTF-8. */
  public byte[] bytes() {
    return maskedWhole ? MASKED : scan.writer.text().bytes();
  }

  /** Length of the normalised text in bytes. */
  public int length() {
    return maskedWhole ? MASKED.length : textLength;
  }

  /**
   * Hash of the statement's tokens; see {@link NormalizedStatement#fingerprint}.
   *
   * @throws IllegalStateException if this output {@linkplain #ofText holds the text only}
   */
  public long fingerprint() {
    TokenBuffer tokens = description().tokens();
    return Hashing.komihash5_0()
        .hashBytesToLong(tokens.bytes(), 0, tokens.lengthWithoutSemicolons());
  }

  /** Length without the semicolons at the end. */
  private static int withoutSemicolons(TextBuffer text) {
    int length = text.length();
    while (length > 0 && text.bytes()[length - 1] == ';') {
      length--;
    }
    return length;
  }

  /** Whether the text ends inside a literal, comment or quoted identifier. */
  public boolean truncated() {
    return scan.truncated();
  }

  /** Whether some of the text could be read in two ways, or not at all, and was masked. */
  public boolean malformed() {
    return scan.malformed();
  }

  /** The normalised text. */
  public String text() {
    return new String(bytes(), 0, length(), StandardCharsets.UTF_8);
  }

  /** Bytes that were looked at more than once, a measure of the work beyond one pass. */
  long lookedAhead() {
    return scan.lookedAhead();
  }

  private StatementDescription description() {
    if (description == null) {
      throw new IllegalStateException(
          "this output holds the text only; take one of new SqlOutput() for the rest");
    }
    return description;
  }

  String summary() {
    return description().summary().toString();
  }

  String operation() {
    return description().summary().operation();
  }

  List<String> collections() {
    return description().summary().collections();
  }

  Map<String, String> tags() {
    int[] comments = scan.comments();
    return comments.length == 0 ? Map.of() : CommentTags.in(input, comments);
  }
}
