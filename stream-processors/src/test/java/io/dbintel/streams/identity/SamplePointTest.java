package io.dbintel.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SamplePointTest {

  @Property
  void pointsLieInTheUnitInterval(@ForAll byte[] key, @ForAll long window) {
    assertThat(SamplePoint.of(key, window)).isBetween(0.0, Math.nextDown(1.0));
    assertThat(SamplePoint.of(key, window)).isEqualTo(SamplePoint.of(key.clone(), window));
  }

  @Test
  void pointsAreSpreadEvenlyOverKeysAndWindows() {
    int[] tenths = new int[10];
    for (int i = 0; i < 20_000; i++) {
      byte[] key = {(byte) (i >> 8), (byte) i};
      tenths[(int) (SamplePoint.of(key, i % 3) * 10)]++;
    }
    for (int tenth : tenths) {
      assertThat(tenth).isBetween(1_800, 2_200);
    }
  }

  /** A change would let a replay keep other statements than were kept then. */
  @Test
  void pointsStayAsTheyAre() {
    assertThat(SamplePoint.of(new byte[] {1, 2, 3}, 7)).isEqualTo(0.5843405035108785);
    assertThat(SamplePoint.of("4711", 100, 42, 7)).isEqualTo(0.03259998561206756);
  }
}
