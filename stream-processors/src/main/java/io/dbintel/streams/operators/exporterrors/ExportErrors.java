package io.dbintel.streams.operators.exporterrors;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.operator.TenantTurn;
import io.dbintel.streams.records.VerifiedOutcome;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Watches what destinations refuse of a tenant's results, by sink and category, over a sliding
 * window. It tells when a category begins and ends, with a remedy; and while results are refused
 * because of a rate limit or of cardinality it orders all instances of the tenant, in the raw log,
 * to send less. Orders are sent again while they hold, since they lapse ({@link ExportFeedback}).
 */
public final class ExportErrors implements TenantOperator<VerifiedOutcome, ExportErrorsState> {
  private static final PartCodec<ExportErrorsState> PART = new ExportErrorsStateCodec();
  private static final int BUCKETS = 10;
  private static final int MAX_ATTEMPTS = 1_000;
  private static final long LEAP_MS = TimeUnit.DAYS.toMillis(1);
  private static final long AGAIN_MS = TimeUnit.MINUTES.toMillis(15);
  private static final long MICROS_PER_MILLI = 1_000;
  private static final String AUTHOR = "export-errors";

  private final ExportErrorsConfig config;
  private final long bucketMs;

  /** Watches as {@code config} says. */
  public ExportErrors(ExportErrorsConfig config) {
    this.config = config;
    this.bucketMs = config.windowMs() / BUCKETS;
  }

  @Override
  public String name() {
    return "export-errors";
  }

  @Override
  public PartCodec<ExportErrorsState> part() {
    return PART;
  }

  @Override
  public ExportErrorsState decide(ExportErrorsState prior, TenantTurn<VerifiedOutcome> turn) {
    VerifiedOutcome outcome = turn.record();
    ExportErrorsState before = prior == null ? ExportErrorsState.begin(turn.timestamp()) : prior;
    long time = time(before, turn.timestamp());
    long last = Math.floorDiv(time, bucketMs);
    long bucket = Math.floorDiv(turn.timestamp(), bucketMs);
    String held = held(before, outcome, bucket <= last - BUCKETS);
    if (held != null) {
      turn.hold(held);
      return prior;
    }
    ExportErrorsState state = before.at(time, last - BUCKETS + 1, last);
    String name = outcome.sink().toString();
    SinkErrors sink = state.sinks().get(name);
    if (sink == null && state.sinks().size() >= ExportErrorsState.MAX_SINKS) {
      turn.hold("too_many_sinks");
      return relieved(judged(state, turn), turn);
    }
    state =
        state.with(counted(sink == null ? SinkErrors.of(outcome.sink()) : sink, outcome, bucket));
    if (outcome.isReport()) {
      state = state.withReport(outcome.reportId());
    }
    return relieved(judged(state, turn), turn);
  }

  /** An exporter whose clock was days ahead must not keep the tenant's time there. */
  private static long time(ExportErrorsState before, long timestamp) {
    boolean turnedBack = before.time() - timestamp > LEAP_MS;
    return turnedBack ? timestamp : Math.max(before.time(), timestamp);
  }

  private static String held(ExportErrorsState before, VerifiedOutcome outcome, boolean late) {
    if (late) {
      return "late";
    }
    boolean repeated = outcome.isReport() && before.reports().contains(outcome.reportId());
    return repeated ? "repeated_report" : null;
  }

  private static SinkErrors counted(SinkErrors sink, VerifiedOutcome outcome, long number) {
    ErrorCategory category = Classification.of(outcome);
    boolean delayed = outcome.status() == ExportStatus.DELAYED;
    long times = delayed ? Math.max(1, Math.min(outcome.attempts(), MAX_ATTEMPTS)) : 1;
    long errors = (delayed ? outcome.items() : outcome.rejected()) * times;
    Bucket bucket = sink.buckets().getOrDefault(number, Bucket.EMPTY);
    bucket =
        outcome.isReport()
            ? bucket.report(category, errors)
            : bucket.offer(outcome.items() * times, category, errors);
    SinkErrors counted = sink.copy();
    counted.buckets().put(number, bucket);
    if (category != null && counted.episodes().containsKey(category)) {
      counted.episodes().computeIfPresent(category, (same, one) -> one.plus(errors));
    }
    return counted;
  }

  /** Begins and ends what has begun and is over, at any sink. */
  private ExportErrorsState judged(ExportErrorsState state, TenantTurn<VerifiedOutcome> turn) {
    SortedMap<String, SinkErrors> judged = new TreeMap<>();
    long events = state.events();
    for (SinkErrors before : state.sinks().values()) {
      SinkErrors sink = before.copy();
      for (ErrorCategory category : ErrorCategory.values()) {
        Episode episode = sink.episodes().get(category);
        if (episode == null && begins(sink, category)) {
          long errors = sink.refused(category) + sink.reported(category);
          episode = new Episode(state.time(), errors);
          sink.episodes().put(category, episode);
          emit(true, sink, category, episode, ++events, state.time(), turn);
        } else if (episode != null && ends(sink, category, state.time() - episode.since())) {
          sink.episodes().remove(category);
          emit(false, sink, category, episode, ++events, state.time(), turn);
        }
      }
      if (!sink.isEmpty()) {
        judged.put(sink.sink().toString(), sink);
      }
    }
    return new ExportErrorsState(
        state.time(),
        events,
        judged,
        state.rate(),
        state.cardinality(),
        state.order(),
        state.ordered(),
        state.reports());
  }

  /** What the destination tells later is told at once: it says nothing of what it accepts. */
  private boolean begins(SinkErrors sink, ErrorCategory category) {
    return sink.reported(category) > 0
        || sink.refused(category) >= config.minErrors()
            && sink.share(category) >= config.beginShare();
  }

  private boolean ends(SinkErrors sink, ErrorCategory category, long lasted) {
    return lasted >= config.windowMs()
        && sink.reported(category) == 0
        && (sink.share(category) <= config.endShare() || sink.refused(category) == 0);
  }

  private static void emit(
      boolean begins,
      SinkErrors sink,
      ErrorCategory category,
      Episode episode,
      long sequence,
      long time,
      TenantTurn<VerifiedOutcome> turn) {
    VerifiedOutcome outcome = turn.record();
    boolean cause =
        begins && outcome.sink().equals(sink.sink()) && Classification.of(outcome) == category;
    turn.emit(
        new Insight.ExportErrors(
            turn.tenant(),
            sequence,
            sink.sink(),
            category.label(),
            begins,
            category.severity(),
            category.remedy(),
            sink.refused(category) + sink.reported(category),
            sink.offered(),
            sink.share(category),
            episode.errors(),
            time - episode.since(),
            cause ? outcome.message() : null));
  }

  /** Orders the instances to send less, or more, or what they were told before. */
  private ExportErrorsState relieved(ExportErrorsState state, TenantTurn<VerifiedOutcome> turn) {
    long time = state.time();
    ReliefLevel rate = state.rate().at(time, goesOn(state, ErrorCategory.RATE_LIMIT), config);
    ReliefLevel cardinality =
        state.cardinality().at(time, goesOn(state, ErrorCategory.CARDINALITY), config);
    boolean changed =
        rate.level() != state.rate().level() || cardinality.level() != state.cardinality().level();
    ExportErrorsState next = state.with(rate, cardinality);
    if (changed) {
      next = next.withEvents(state.events() + 1);
      turn.emit(
          new Insight.ExportFeedback(
              turn.tenant(), next.events(), rate.level(), cardinality.level(), config.shadow()));
    }
    boolean holds = rate.level() > 0 || cardinality.level() > 0;
    boolean again = holds && time - state.ordered() >= AGAIN_MS;
    return changed || again ? order(next, turn) : next;
  }

  private boolean goesOn(ExportErrorsState state, ErrorCategory category) {
    return state.sinks().values().stream()
        .anyMatch(
            sink ->
                sink.episodes().containsKey(category) && config.listensTo(sink.sink().toString()));
  }

  /** Sends the levels to all instances, under an id that the order determines. */
  private static ExportErrorsState order(
      ExportErrorsState state, TenantTurn<VerifiedOutcome> turn) {
    long number = state.order() + 1;
    int rate = state.rate().level();
    int cardinality = state.cardinality().level();
    String id =
        RecordId.of(turn.tenant(), "export_feedback")
            .with(state.time())
            .with(number)
            .with(rate)
            .with(cardinality)
            .hex();
    Map<String, String> arguments = new TreeMap<>();
    arguments.put(ExportFeedback.RATE, Integer.toString(rate));
    arguments.put(ExportFeedback.CARDINALITY, Integer.toString(cardinality));
    arguments.put(ExportFeedback.ORDER, Long.toString(number));
    turn.send(
        new Command(
            id, CommandKind.EXPORT_FEEDBACK, AUTHOR, state.time() * MICROS_PER_MILLI, arguments));
    return state.withOrder(number);
  }
}
