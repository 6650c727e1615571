package io.dbintel.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RecordIdTest {
  private static final ReadId READ = new ReadId("agent", 7);

  @Test
  void isTheSameForTheSameAndDiffersInEveryPart() {
    String id = id("acme/orders", "rule", READ, 1, new byte[] {1});
    assertThat(id).hasSize(32).isEqualTo(id("acme/orders", "rule", READ, 1, new byte[] {1}));
    assertThat(
            new String[] {
              id("acme/billing", "rule", READ, 1, new byte[] {1}),
              id("acme/orders", "other", READ, 1, new byte[] {1}),
              id("acme/orders", "rule", new ReadId("agent", 8), 1, new byte[] {1}),
              id("acme/orders", "rule", READ, 2, new byte[] {1}),
              id("acme/orders", "rule", READ, 1, new byte[] {2})
            })
        .doesNotContain(id)
        .doesNotHaveDuplicates();
  }

  /** Ids of results and keys in stores outlive releases. */
  @Test
  void hashesDoNotChange() {
    assertThat(id("acme/orders", "rule", READ, 1, new byte[] {1}))
        .isEqualTo("c3aab83a1ddf8d3ad26dbb506d101639");
    assertThat(HexFormat.of().formatHex(InstanceHash.of("acme/orders")))
        .isEqualTo("d7e3b43cba5fee4f333b039cf88e378b");
  }

  private static String id(String instance, String rule, ReadId read, long number, byte[] key) {
    return RecordId.of(instance, rule).with(read).with(number).with(key).hex();
  }
}
