package io.dbintel.redaction.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dbintel.redaction.pii.config.PiiConfig;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int SCANS = 20_000;

  /** What the measurement itself may cost, whatever the number of scans. */
  private static final long MEASURING = 4_096;

  private static final PiiScanner SCANNER = PiiScanner.of(PiiConfig.defaults());

  private static final List<String> CLEAN =
      List.of(
          "postgresql.buffer.hit_ratio{instance=db-1}",
          "Seq Scan on orders (cost=0.00..12.50 rows=100 width=8)",
          "größte Tabelle 注文 😀 im Schema",
          "");

  @Test
  void aCleanTextCostsNoAllocation() {
    long one = allocated(() -> scanTexts(1));

    assertThat(allocated(() -> scanTexts(SCANS))).isLessThanOrEqualTo(one + MEASURING);
  }

  @Test
  void cleanBytesCostNoAllocation() {
    List<byte[]> texts = CLEAN.stream().map(text -> text.getBytes(UTF_8)).toList();
    long one = allocated(() -> scanBytes(texts, 1));

    assertThat(allocated(() -> scanBytes(texts, SCANS))).isLessThanOrEqualTo(one + MEASURING);
  }

  private static void scanTexts(int times) {
    for (int i = 0; i < times; i++) {
      for (int t = 0; t < CLEAN.size(); t++) {
        requireClean(SCANNER.scan(CLEAN.get(t)));
      }
    }
  }

  private static void scanBytes(List<byte[]> texts, int times) {
    for (int i = 0; i < times; i++) {
      for (int t = 0; t < texts.size(); t++) {
        requireClean(SCANNER.scan(texts.get(t), 0, texts.get(t).length));
      }
    }
  }

  private static void requireClean(PiiResult result) {
    if (!result.clean()) {
      throw new AssertionError(result.toString());
    }
  }

  /** The least of a few measurements in bytes: a class may load during the first. */
  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    return IntStream.range(0, 3)
        .mapToLong(
            round -> {
              long before = threads.getThreadAllocatedBytes(id);
              work.run();
              return threads.getThreadAllocatedBytes(id) - before;
            })
        .min()
        .orElseThrow();
  }
}
