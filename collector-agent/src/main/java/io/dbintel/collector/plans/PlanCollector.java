package io.dbintel.collector.plans;

import io.dbintel.collector.config.PlansConfig;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.plan.Plannability;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.schemas.catalogue.StatementKeyLayout;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Execution plans of the statements that are due, within a budget. A statement is planned, never
 * executed: only what the scanner of literals judges to be one plain statement is given to the
 * database.
 */
public final class PlanCollector implements Collector {

  /** Statements of which one poll reads how much time they took. */
  private static final int MAX_STATEMENTS = 5_000;

  private final PlansConfig config;
  private final PlanSource plans;
  private final LongSupplier clock;
  private final SqlDialect dialect;
  private final PlanRecords records;
  private final PlanSchedule schedule;
  private final PlanBudget budget;

  /**
   * A collector of what the source gives.
   *
   * @throws IllegalArgumentException when the language of the system's catalogue is not SQL
   */
  public PlanCollector(PlansConfig config, RecordSource source, PlanSource plans) {
    this(config, source, plans, System::nanoTime);
  }

  PlanCollector(PlansConfig config, RecordSource source, PlanSource plans, LongSupplier clock) {
    QueryLanguage language =
        SystemCatalogue.of(source.system())
            .language()
            .flatMap(QueryLanguage::of)
            .filter(candidate -> candidate.sqlDialect().isPresent())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "catalogue "
                            + source.system()
                            + ".yaml names no dialect of SQL; a plan collector needs one under"
                            + " language"));
    this.config = config;
    this.plans = plans;
    this.clock = clock;
    this.dialect = language.sqlDialect().orElseThrow();
    this.records = new PlanRecords(source, language, dialect);
    this.schedule = new PlanSchedule(config.refresh());
    this.budget = new PlanBudget(config.maxPerHour(), config.maxTimePerHour(), clock.getAsLong());
  }

  @Override
  public String name() {
    return "plans";
  }

  @Override
  public Duration interval() {
    return config.interval();
  }

  @Override
  public void collect(PollRun run) throws PollFailure {
    List<StatementLoad> sent = new ArrayList<>();
    records.beginPoll();
    run.onDelivery(
        new DeliveryListener() {
          @Override
          public void lost() {
            sent.forEach(schedule::forget);
          }
        });
    try {
      plans.inSession(session -> collect(session, run, sent));
    } catch (PollFailure failure) {
      sent.forEach(schedule::forget);
      throw failure;
    }
  }

  private void collect(PlanSession session, PollRun run, List<StatementLoad> sent)
      throws PollFailure {
    long readTime = session.clock();
    run.recordDatabaseClock(readTime);
    session.remark().ifPresent(run::remark);
    List<StatementLoad> statements = session.statements(MAX_STATEMENTS);
    run.countRows(statements.size());
    List<StatementLoad> chosen = chosen(session, statements, run);
    Set<StatementKey> textKeys = new LinkedHashSet<>();
    chosen.forEach(statement -> textKeys.add(statement.textKey()));
    Map<StatementKey, List<StatementText>> texts =
        textKeys.isEmpty() ? Map.of() : session.texts(textKeys);
    for (StatementLoad statement : chosen) {
      Judged judged = judge(texts.getOrDefault(statement.textKey(), List.of()));
      if (judged.text == null) {
        note(statement, judged.reason, run);
      } else if (records.arePlenty() || budget.available(clock.getAsLong()) < 1) {
        return;
      } else if (attempt(session, statement, judged.text, readTime, run)) {
        sent.add(statement);
      }
    }
  }

  /** As many as the budget allows for; those that are out of reach cost nothing. */
  private List<StatementLoad> chosen(
      PlanSession session, List<StatementLoad> statements, PollRun run) {
    Set<StatementKey> wanted = new HashSet<>();
    for (ByteBuffer key : run.plansWanted()) {
      byte[] bytes = new byte[key.remaining()];
      key.duplicate().get(bytes);
      if (bytes.length > 0 && bytes.length <= StatementKeyLayout.MAX_LENGTH) {
        wanted.add(StatementKey.of(bytes));
      }
    }
    int most = budget.available(clock.getAsLong());
    List<StatementLoad> chosen = new ArrayList<>();
    for (StatementLoad statement : schedule.due(statements, wanted, clock.getAsLong())) {
      if (!session.reaches(statement)) {
        note(statement, PlanOutcome.OTHER_DATABASE, run);
      } else if (chosen.size() < most) {
        chosen.add(statement);
      }
    }
    return chosen;
  }

  /** The text to plan; null with the reason when there is none. */
  private record Judged(StatementText text, PlanOutcome reason) {}

  private Judged judge(List<StatementText> texts) {
    PlanOutcome reason = PlanOutcome.NO_TEXT;
    for (StatementText text : texts) {
      reason = text.whole() ? outcome(text) : PlanOutcome.QUERY_TRUNCATED;
      if (reason == PlanOutcome.SUCCESS) {
        return new Judged(text, reason);
      }
    }
    return new Judged(null, reason);
  }

  private PlanOutcome outcome(StatementText text) {
    return switch (Plannability.of(text.sql(), dialect)) {
      case PLANNABLE -> PlanOutcome.SUCCESS;
      case TRUNCATED -> PlanOutcome.QUERY_TRUNCATED;
      case AMBIGUOUS -> PlanOutcome.AMBIGUOUS_TEXT;
      case SEVERAL -> PlanOutcome.SEVERAL_STATEMENTS;
      case OTHER -> PlanOutcome.NO_PLANS_POSSIBLE;
    };
  }

  /** Whether a plan was emitted. */
  private boolean attempt(
      PlanSession session, StatementLoad statement, StatementText text, long readTime, PollRun run)
      throws PollFailure {
    // a statement at which the server ends the connection must not be planned again and again
    schedule.attempted(statement, PlanOutcome.CONNECTION_LOST, clock.getAsLong());
    long begun = clock.getAsLong();
    PlanAttempt attempt = session.explain(statement, text);
    budget.spend(clock.getAsLong() - begun);
    PlanOutcome outcome = attempt.outcome();
    if (outcome == PlanOutcome.SUCCESS) {
      outcome = records.emit(statement, text, attempt, readTime, run);
    }
    note(statement, outcome, run);
    return outcome == PlanOutcome.SUCCESS;
  }

  private void note(StatementLoad statement, PlanOutcome outcome, PollRun run) {
    schedule.attempted(statement, outcome, clock.getAsLong());
    run.countAttempt(outcome.code());
  }
}
