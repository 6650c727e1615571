package io.dbintel.systemtests.exactness;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.systemtests.exactness.MetricComparison.Intervals;
import io.dbintel.systemtests.exactness.MetricComparison.Sums;
import io.dbintel.systemtests.exactness.ToldMetrics.Growth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricComparisonTest {

  private static final MetricSeries SHOP = commits("shop");
  private static final MetricSeries AGENT = commits("postgres");

  private final MetricComparison comparison = new MetricComparison(line -> {});

  @Test
  void equalityWhereTheDatabaseSaysItExactlyAndBoundsElsewhere() {
    assertThat(sums(30, 16)).isEqualTo(Map.of("differing", 0, "above", 0, "below", 0));
    assertThat(sums(31, 16)).containsEntry("differing", 1);
    assertThat(sums(30, 19)).containsEntry("above", 1);
    assertThat(sums(30, 13)).containsEntry("below", 1);
  }

  private Map<String, Integer> sums(double shop, double agent) {
    MetricAccount account = new MetricAccount();
    account.begin(truth(100, 50), truth(100, 52));
    account.reset(truth(120, 60), truth(120, 62), SHOP::equals);
    account.end(truth(10, 66), truth(10, 68), false);
    Sums sums = comparison.sums(Map.of(SHOP, shop, AGENT, agent), account, series -> true);
    assertThat(sums.exact()).isEqualTo(1);
    return Map.of("differing", sums.differing(), "above", sums.above(), "below", sums.below());
  }

  private static MetricTruth truth(double shop, double agent) {
    return new MetricTruth(Map.of(SHOP, shop, AGENT, agent));
  }

  @Test
  void everyIntervalIsTheDifferenceOfTwoReadsAndIsThereOnce() {
    MetricReads reads =
        MetricReads.of(
            new RawLogs()
                .commits(1, 1_000, "shop", 7, 1, 10)
                .commits(2, 2_000, "shop", 7, 1, 14)
                .commits(3, 3_000, "renamed", 7, 1, 15)
                .commits(4, 4_000, "renamed", 7, 3_500, 2)
                .log(),
            RawLogs.INSTANCE);
    Growth first = new Growth(SHOP, 1_000, 2_000, 4);
    Growth renamed = new Growth(commits("renamed"), 2_000, 3_000, 1);
    Growth reset = new Growth(commits("renamed"), 3_000, 4_000, 2);

    assertThat(comparison.intervals(List.of(first, renamed, reset), reads, 0))
        .isEqualTo(new Intervals(3, 0, 0));
    assertThat(comparison.intervals(List.of(first, reset), reads, 0))
        .isEqualTo(new Intervals(2, 0, 1));
    assertThat(comparison.intervals(List.of(first, first, renamed, reset), reads, 0).missing())
        .isEqualTo(1);
    Growth wrong = new Growth(SHOP, 1_000, 2_000, 5);
    assertThat(comparison.intervals(List.of(wrong, renamed, reset), reads, 1).differing())
        .isEqualTo(1);
  }

  private static MetricSeries commits(String database) {
    return MetricSeries.of("postgresql.commits", Map.of("db.namespace", database));
  }
}
