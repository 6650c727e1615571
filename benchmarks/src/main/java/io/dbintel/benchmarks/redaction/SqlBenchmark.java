package io.dbintel.benchmarks.redaction;

import io.dbintel.redaction.sql.OutputProfile;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import io.dbintel.redaction.sql.SqlOutput;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQueryAnalyzer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Statements through five maskers, ours in two ways; one operation is the whole corpus. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SqlBenchmark {

  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'|\\b\\d+(?:\\.\\d+)?\\b");

  /** About how many bytes a statement has. */
  @Param({"116", "1000"})
  public int bytes;

  private final SqlNormalizer normalizer =
      SqlNormalizer.of(SqlDialect.POSTGRESQL, OutputProfile.DEFAULT);
  private final SqlOutput text = SqlOutput.ofText();
  private final SqlOutput all = new SqlOutput();
  private final SqlQueryAnalyzer analyzer = SqlQueryAnalyzer.create(true);
  private List<String> statements;
  private byte[][] utf8;
  private final byte[] masked = new byte[1 << 16];

  /** Makes the corpus. */
  @Setup
  public void makeCorpus() {
    statements = StatementCorpus.ofAbout(bytes);
    utf8 =
        statements.stream()
            .map(statement -> statement.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  /** UTF-8 bytes to UTF-8 bytes, which is what the others do, too. */
  @Benchmark
  public long oursText() {
    long sum = 0;
    for (byte[] statement : utf8) {
      normalizer.normalizeTo(statement, 0, statement.length, text);
      sum += text.length();
    }
    return sum;
  }

  /** The same with fingerprint, summary, operation and collections. */
  @Benchmark
  public long oursAll() {
    long sum = 0;
    for (byte[] statement : utf8) {
      normalizer.normalizeTo(statement, 0, statement.length, all);
      sum += all.length() + all.fingerprint();
    }
    return sum;
  }

  /** UTF-8 bytes to UTF-8 bytes, with hardly any rule. */
  @Benchmark
  public long bareScan() {
    long sum = 0;
    for (byte[] statement : utf8) {
      sum += BareScanner.mask(statement, masked);
    }
    return sum;
  }

  /** The lexing helpers of the PostgreSQL JDBC driver, String to String. */
  @Benchmark
  public long pgjdbc() {
    long sum = 0;
    for (String statement : statements) {
      sum += PgjdbcLexing.mask(statement).length();
    }
    return sum;
  }

  /** OpenTelemetry's Java instrumentation; the corpus is larger than its cache. */
  @Benchmark
  public long openTelemetry() {
    long sum = 0;
    for (String statement : statements) {
      sum +=
          analyzer
              .analyze(
                  statement,
                  io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect
                      .DOUBLE_QUOTES_ARE_IDENTIFIERS)
              .getQueryText()
              .length();
    }
    return sum;
  }

  /** One regular expression. */
  @Benchmark
  public long regex() {
    long sum = 0;
    for (String statement : statements) {
      sum += LITERAL.matcher(statement).replaceAll("?").length();
    }
    return sum;
  }
}
