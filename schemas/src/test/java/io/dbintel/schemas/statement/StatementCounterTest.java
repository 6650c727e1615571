package io.dbintel.schemas.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatementCounterTest {

  @Test
  void idsAreUniqueAndFound() {
    assertThat(Arrays.stream(StatementCounter.values()).map(StatementCounter::id))
        .doesNotHaveDuplicates();
    for (StatementCounter counter : StatementCounter.values()) {
      assertThat(StatementCounter.ofId(counter.id())).contains(counter);
      assertThat(StatementCounter.ofColumn(counter.column())).contains(counter);
    }
  }

  @Test
  void idsInStateStoresNeverChange() {
    assertThat(StatementCounter.CALLS.id()).isEqualTo(1);
    assertThat(StatementCounter.TOTAL_EXEC_TIME.id()).isEqualTo(4);
    assertThat(StatementCounter.PARALLEL_WORKERS_LAUNCHED.id())
        .isEqualTo(StatementCounter.maxId())
        .isEqualTo(37);
  }

  @Test
  void unknownCountersAreEmpty() {
    assertThat(StatementCounter.ofColumn("calls_of_the_future")).isEmpty();
    assertThat(StatementCounter.ofId(10_000)).isEmpty();
  }

  @Test
  void everyPollReadsWhatRankingNeeds() {
    assertThat(StatementCounter.hotCounters())
        .contains(StatementCounter.CALLS, StatementCounter.TOTAL_EXEC_TIME, StatementCounter.ROWS)
        .hasSize(7);
    assertThat(StatementCounter.TOTAL_EXEC_TIME.unit()).isEqualTo(CounterUnit.NANOSECONDS);
  }
}
