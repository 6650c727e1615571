package io.dbintel.benchmarks.redaction;

import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.pii.config.PiiConfig;
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

/** Telemetry texts through the scanner for private values; one operation is the whole corpus. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PiiBenchmark {

  private static final List<Pattern> NAIVE =
      List.of(
          Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+"),
          Pattern.compile("\\b(?:\\d[ -]?){12,19}\\b"),
          Pattern.compile("\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b"),
          Pattern.compile("\\b\\d{3}-\\d{2}-\\d{4}\\b"),
          Pattern.compile("\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b"),
          Pattern.compile("\\+\\d{7,15}\\b"));

  /** How many texts of a hundred hold a private value. */
  @Param({"0", "10"})
  public int dirty;

  private final PiiScanner scanner = PiiScanner.of(PiiConfig.defaults());
  private List<String> texts;
  private byte[][] utf8;

  /** Makes the corpus. */
  @Setup
  public void makeCorpus() {
    texts = TelemetryCorpus.withPrivateShare(dirty);
    utf8 = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** Strings. */
  @Benchmark
  public int strings() {
    int found = 0;
    for (String text : texts) {
      found += scanner.scan(text).clean() ? 0 : 1;
    }
    return found;
  }

  /** UTF-8 bytes. */
  @Benchmark
  public int bytes() {
    int found = 0;
    for (byte[] text : utf8) {
      found += scanner.scan(text, 0, text.length).clean() ? 0 : 1;
    }
    return found;
  }

  /** Six regular expressions, one after the other, without a validator. */
  @Benchmark
  public int regex() {
    int found = 0;
    for (String text : texts) {
      for (Pattern pattern : NAIVE) {
        found += pattern.matcher(text).find() ? 1 : 0;
      }
    }
    return found;
  }
}
