package io.dbintel.benchmarks.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The benchmark, small: a day after a day, with new statements, texts, tables and sessions. */
class DayRunTest {
  private static final int WARM_UP = 26;

  @Test
  void nothingGrowsThroughADay() throws Exception {
    List<Sample> day = new ArrayList<>();
    try (DayRun run = new DayRun(2, new ChurningServer.Churn(200, 20, 20, 4), 4, 7)) {
      run.run(
          WARM_UP + 24,
          sample -> {
            if (sample.hour() > WARM_UP) {
              // other tests leave garbage in this process
              SortedMap<String, Long> stored = new TreeMap<>(sample.figures());
              stored.remove(Growth.HEAP);
              day.add(new Sample(sample.hour(), stored));
            }
          });
    }
    assertThat(Growth.of(day)).isEmpty();
    Sample last = day.get(day.size() - 1);
    assertThat(last.figures())
        .containsEntry("statement rows", 400L)
        .hasEntrySatisfying("texts entries", texts -> assertThat(texts).isBetween(400L, 1_700L))
        .hasEntrySatisfying("series bytes", series -> assertThat(series).isPositive());
  }
}
