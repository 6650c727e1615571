package io.dbintel.schemas.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.Secret;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a signature costs in CPU time; says so on standard output. */
@Tag("campaign")
class SignatureCostTest {
  private static final int RECORDS = 20_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void recordOfTenKilobytesTakesMicroseconds() {
    SigningConfig config =
        new SigningConfig(true, List.of(new SigningKey("acme", "1", Secret.of("x".repeat(40)))));
    RecordSigner signer = new RecordSigner(config);
    SignatureVerifier verifier = new SignatureVerifier(config);
    for (int size : new int[] {500, 10_000}) {
      byte[] value = new byte[size];
      double best = Double.MAX_VALUE;
      int refused = 0;
      for (int round = 0; round < 5; round++) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < RECORDS; i++) {
          Headers headers = new RecordHeaders();
          signer.sign(headers, "acme/orders", i, value);
          refused += verifier.problem(headers, "acme/orders", i, value) == null ? 0 : 1;
        }
        best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 2e3 / RECORDS);
      }
      System.out.printf("%d bytes: %.1f µs CPU to sign or to verify%n", size, best);
      assertThat(refused).isZero();
    }
  }
}
