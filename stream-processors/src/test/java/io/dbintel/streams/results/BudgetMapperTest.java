package io.dbintel.streams.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetMapperTest {
  private final BudgetMapper mapper = new BudgetMapper();

  @ParameterizedTest
  @CsvSource({
    "dbintel.budget.spent, 50, 0, 9",
    "dbintel.budget.spent, 80, 0, 13",
    "dbintel.budget.spent, 100, 3, 17",
    "dbintel.budget.level, 50, 2, 13",
    "dbintel.budget.level, 100, 0, 9",
    "dbintel.budget.status, 100, 3, 9",
  })
  void whatNeedsALookIsAWarning(String event, int threshold, int level, int severity) {
    Insight.Budget budget =
        new Insight.Budget(
            event,
            "acme",
            1,
            "2026-11",
            level,
            threshold,
            1.0,
            2.0,
            2.0,
            3.0,
            BilledBytes.NONE,
            BilledBytes.NONE,
            false);
    assertThat(Decoded.event(mapper.map("acme", 5, budget)).getSeverityNumber())
        .isEqualTo(severity);
  }
}
