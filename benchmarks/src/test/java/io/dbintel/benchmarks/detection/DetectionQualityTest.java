package io.dbintel.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetectionQualityTest {

  @Test
  void structuredTypesAreFoundAndLittleElseIs() {
    DetectionQuality quality = DetectionQuality.measure(7, 300);

    assertThat(quality.precision()).as("false: %s", quality.falseTypes()).isGreaterThan(0.99);
    assertThat(quality.recall()).isGreaterThan(0.98);
    for (String type : DetectionQuality.CHECKSUMMED) {
      assertThat(quality.recallOf(type)).as(type).isEqualTo(1);
    }
  }
}
