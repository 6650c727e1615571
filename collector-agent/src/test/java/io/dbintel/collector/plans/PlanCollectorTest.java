package io.dbintel.collector.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.config.PlansConfig;
import io.dbintel.collector.poll.PollRuns;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.QueryPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The collector over a system that is written down here: what it asks for, and what it tells. */
class PlanCollectorTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);
  private static final String PLAN =
      "[{\"Plan\":{\"Node Type\":\"Seq Scan\",\"Filter\":\"(a = 'secret'::text)\"}}]";

  private final Scripted system = new Scripted();
  private long now;

  private PlanCollector collector(int perHour) {
    PlansConfig config =
        new PlansConfig(
            true,
            Duration.ofMinutes(1),
            perHour,
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofMillis(500));
    return new PlanCollector(config, SOURCE, system, () -> now);
  }

  @Test
  void onlyAWholePlainStatementIsGivenToTheDatabase() throws PollFailure {
    system.add(1, new StatementText("select * from t where a = 'secret'", true, true));
    system.add(2, new StatementText("select 1; drop table t", true, true));
    system.add(3, new StatementText("vacuum t", true, false));
    system.add(4, new StatementText("select * from t where a = 'sec", true, true));
    system.add(5, new StatementText("select 1", false, true));
    system.add(6);
    system.add(
        7,
        new StatementText("select 1; select 2", true, true),
        new StatementText("select $1", true, false));
    system.add(99, new StatementText("select 1", true, true));
    PollRun run = PollRuns.recorded(false, 0, false);
    collector(6_000).collect(run);

    assertThat(system.asked)
        .containsExactlyInAnyOrder("select * from t where a = 'secret'", "select $1");
    assertThat(PollRuns.attempts(run))
        .isEqualTo(
            Map.of(
                "success", 2,
                "several_statements", 1,
                "no_plans_possible", 1,
                "query_truncated", 2,
                "no_text", 1,
                "other_database", 1));
    assertThat(PollRuns.decoded(run))
        .hasSize(2)
        .allSatisfy(record -> assertThat(((QueryPlan) record).getPlan()).contains("(a = ?::text)"));
  }

  @Test
  void theBudgetBoundsWhatOnePollAsksFor() throws PollFailure {
    for (int i = 1; i < 60; i++) {
      system.add(i, new StatementText("select " + i, true, true));
    }
    PlanCollector collector = collector(60);
    collector.collect(PollRuns.recorded(false, 0, false));
    assertThat(system.asked).hasSize(10);
    collector.collect(PollRuns.recorded(false, 0, false));
    assertThat(system.asked).hasSize(10);
    now += Duration.ofMinutes(3).toNanos();
    system.work();
    collector.collect(PollRuns.recorded(false, 0, false));
    assertThat(system.asked).hasSize(13);
  }

  @Test
  void aPlanThatIsLostIsAskedForAgainAndOneThatEndsTheConnectionIsNot() throws PollFailure {
    system.add(1, new StatementText("select 1", true, true));
    PlanCollector collector = collector(6_000);
    PollRun run = PollRuns.recorded(false, 0, false);
    collector.collect(run);
    PollRuns.delivery(run).lost();
    system.work();
    collector.collect(PollRuns.recorded(false, 0, false));
    assertThat(system.asked).hasSize(2);

    system.add(2, new StatementText("select crash", true, true));
    PollRun failing = PollRuns.recorded(false, 0, false);
    assertThatThrownBy(() -> collector.collect(failing)).isInstanceOf(PollFailure.class);
    system.work();
    collector.collect(PollRuns.recorded(false, 0, false));
    assertThat(system.asked.stream().filter("select crash"::equals)).hasSize(1);
  }

  @Test
  void whatIsNoPlanIsNotSent() throws PollFailure {
    system.add(1, new StatementText("select nothing", true, true));
    PollRun run = PollRuns.recorded(false, 0, false);
    collector(6_000).collect(run);
    assertThat(PollRuns.attempts(run)).isEqualTo(Map.of("invalid_result", 1));
    assertThat(PollRuns.decoded(run)).isEmpty();
  }

  /** A system with statements and their texts; the statement 99 is of another database. */
  private static final class Scripted implements PlanSource, PlanSession {
    private final Map<StatementKey, List<StatementText>> texts = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private long time = 1;

    void add(int key, StatementText... of) {
      texts.put(StatementKey.of(new byte[] {(byte) key}), List.of(of));
    }

    /** Every statement has taken more time. */
    void work() {
      time++;
    }

    @Override
    public void inSession(Work work) throws PollFailure {
      work.with(this);
    }

    @Override
    public long clock() {
      return 1_000;
    }

    @Override
    public Optional<String> remark() {
      return Optional.empty();
    }

    @Override
    public List<StatementLoad> statements(int most) {
      return texts.keySet().stream()
          .sorted()
          .map(key -> new StatementLoad(key, key, key.toString(), "shop", "app", time))
          .toList();
    }

    @Override
    public boolean reaches(StatementLoad statement) {
      return !statement.queryId().equals("63");
    }

    @Override
    public Map<StatementKey, List<StatementText>> texts(Set<StatementKey> textKeys) {
      return texts;
    }

    @Override
    public PlanAttempt explain(StatementLoad statement, StatementText text) throws PollFailure {
      asked.add(text.sql());
      if (text.sql().contains("crash")) {
        throw new PollFailure("57P02", "the server ended the connection", true, null);
      }
      return PlanAttempt.of(PlanMethod.TEXT, text.sql().contains("nothing") ? "{}" : PLAN);
    }
  }
}
