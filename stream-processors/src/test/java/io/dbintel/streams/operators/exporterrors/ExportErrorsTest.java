package io.dbintel.streams.operators.exporterrors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operator.TenantTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExportErrorsTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long START = 1_700_000_000_000L;

  private final List<Insight> events = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private ExportErrors operator = new ExportErrors(config("{}"));
  private ExportErrorsState state;
  private long time = START;
  private String held;

  static ExportErrorsConfig config(String yaml) {
    return ConfigLoader.parse(ExportErrorsConfig.class, yaml);
  }

  @Test
  void fewErrorsAreNotTold() {
    for (int minute = 0; minute < 60; minute++) {
      later(MINUTE_MS).send("nr", ExportStatus.ACCEPTED, 200, 1_000, 0);
      send("nr", ExportStatus.PARTIAL, 200, 100, 4);
    }
    assertThat(events).isEmpty();
    assertThat(commands).isEmpty();
  }

  @Test
  void shareAboveTheFirstBeginsAndBelowTheSecondEndsIt() {
    send("nr", ExportStatus.ACCEPTED, 200, 900, 0);
    send("nr", ExportStatus.EXPIRED, 0, 100, 100);
    assertThat(errors())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.category()).isEqualTo("age");
              assertThat(one.begins()).isTrue();
              assertThat(one.severity()).isEqualTo(17);
              assertThat(one.errors()).isEqualTo(100);
              assertThat(one.offered()).isEqualTo(1_000);
              assertThat(one.share()).isEqualTo(0.1);
              assertThat(one.message()).hasToString("it was said");
              assertThat(one.remedy()).contains("sink of type file");
            });
    // Between the two shares it goes on.
    for (int minute = 0; minute < 60; minute++) {
      later(MINUTE_MS).send("nr", ExportStatus.PARTIAL, 200, 100, 0);
      send("nr", ExportStatus.EXPIRED, 0, 3, 3);
    }
    assertThat(errors()).hasSize(1);
    for (int minute = 0; minute < 11; minute++) {
      later(MINUTE_MS).send("nr", ExportStatus.ACCEPTED, 200, 100, 0);
    }
    assertThat(errors()).hasSize(2);
    Insight.ExportErrors end = errors().get(1);
    assertThat(end.begins()).isFalse();
    assertThat(end.total()).isEqualTo(100 + 60 * 3);
    assertThat(end.lasted()).isGreaterThan(HOUR_MS);
    assertThat(end.message()).isNull();
    assertThat(commands).as("age does not depend on how much is sent").isEmpty();
  }

  @Test
  void rateLimitIsAnsweredStepByStepAndTakenBackStepByStep() {
    List<String> levels = new ArrayList<>();
    for (int minute = 0; minute < 25; minute++) {
      later(MINUTE_MS).send("nr", ExportStatus.DELAYED, 429, 100, 100);
      send("nr", ExportStatus.ACCEPTED, 200, 100, 0);
    }
    feedback().forEach(one -> levels.add(one.rate() + "/" + one.cardinality()));
    assertThat(levels).containsExactly("1/0", "2/0");
    assertThat(errors()).singleElement().matches(one -> one.category().equals("rate_limit"));
    assertThat(commands.get(0).getKind()).isEqualTo(CommandKind.EXPORT_FEEDBACK);
    assertThat(commands.get(0).getArguments())
        .containsEntry("rate", "1")
        .containsEntry("cardinality", "0")
        .containsEntry("order", "1");
    long raised = time;
    while (state.rate().level() > 0) {
      later(MINUTE_MS).send("nr", ExportStatus.ACCEPTED, 200, 100, 0);
    }
    assertThat(time - raised).isBetween(60 * MINUTE_MS, 80 * MINUTE_MS);
    assertThat(feedback()).extracting(Insight.ExportFeedback::rate).containsExactly(1, 2, 1, 0);
    assertThat(last().getArguments()).containsEntry("rate", "0");
    int sent = commands.size();
    later(5 * HOUR_MS).send("nr", ExportStatus.ACCEPTED, 200, 100, 0);
    assertThat(commands).hasSize(sent);
  }

  @Test
  void orderIsSentAgainWhileItHoldsSinceItLapses() {
    for (int minute = 0; minute < 120; minute++) {
      later(MINUTE_MS).send("nr", ExportStatus.DELAYED, 429, 100, 100);
    }
    assertThat(feedback()).hasSize(2);
    assertThat(commands).hasSizeBetween(8, 10);
    assertThat(commands).extracting(Command::getCommandId).doesNotHaveDuplicates();
  }

  @Test
  void cardinalityThatNewRelicReportsIsToldAtOnceAndOncePerReport() {
    report("nr", "cardinality", "a", 3);
    assertThat(held).isNull();
    report("nr", "cardinality", "a", 3);
    assertThat(held).isEqualTo("repeated_report");
    report("nr", "cardinality", "b", 4);

    assertThat(errors()).singleElement().matches(one -> one.errors() == 3);
    assertThat(state.sinks().get("nr").reported(ErrorCategory.CARDINALITY)).isEqualTo(7);
    assertThat(feedback()).singleElement().matches(one -> one.cardinality() == 1);
    assertThat(last().getArguments()).containsEntry("cardinality", "1").containsEntry("rate", "0");
  }

  @Test
  void sinksThatAreNotListenedToLeadToNoFeedback() {
    operator = new ExportErrors(config("{feedbackSinks: ['nr*']}"));
    send("archive", ExportStatus.DELAYED, 429, 100, 100);
    assertThat(errors()).hasSize(1);
    assertThat(commands).isEmpty();
    send("nr-eu", ExportStatus.DELAYED, 429, 100, 100);
    assertThat(commands).hasSize(1);
  }

  @Test
  void sinksAreBoundedAndThoseThatAreSilentMakeRoom() {
    for (int sink = 0; sink < 40; sink++) {
      send("s" + sink, ExportStatus.ACCEPTED, 200, 1, 0);
    }
    assertThat(held).isEqualTo("too_many_sinks");
    assertThat(state.sinks()).hasSize(16);
    later(HOUR_MS).send("s39", ExportStatus.ACCEPTED, 200, 1, 0);
    assertThat(held).isNull();
    assertThat(state.sinks()).hasSize(1);
  }

  @Test
  void outcomeOlderThanTheWindowIsLateAndAClockThatWasAheadIsPutRight() {
    send("nr", ExportStatus.DELAYED, 429, 100, 100);
    later(-HOUR_MS).send("nr", ExportStatus.DELAYED, 429, 100, 100);
    assertThat(held).isEqualTo("late");
    later(400L * 24 * HOUR_MS).send("nr", ExportStatus.ACCEPTED, 200, 100, 0);
    time = START + MINUTE_MS;
    send("nr", ExportStatus.ACCEPTED, 200, 100, 0);
    assertThat(held).isNull();
    assertThat(state.time()).isEqualTo(time);
    for (int minute = 0; minute < 100; minute++) {
      later(MINUTE_MS).send("nr", ExportStatus.ACCEPTED, 200, 100, 0);
    }
    assertThat(state.rate().level()).isZero();
    assertThat(state.sinks().get("nr").episodes()).isEmpty();
  }

  @Test
  void endShareAboveBeginShareIsRefused() {
    assertThatThrownBy(() -> config("{beginShare: 0.1, endShare: 0.2}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("endShare");
  }

  /**
   * Whatever destinations say: beginnings and ends alternate, what is counted is what was refused,
   * the state is bounded and survives its codec, and the same outcomes give the same answers.
   */
  @Property(tries = 25)
  void anyOutcomesAreToldInOrderAndTheStateIsBounded(@ForAll long seed) {
    Random random = new Random(seed);
    ExportErrorsTest one = new ExportErrorsTest();
    ExportErrorsTest again = new ExportErrorsTest();
    TreeMap<String, Boolean> open = new TreeMap<>();
    for (int step = 0; step < 400; step++) {
      long pause = random.nextInt(20) == 0 ? random.nextLong(3 * HOUR_MS) : random.nextInt(60_000);
      String sink = "s" + random.nextInt(20);
      int kind = random.nextInt(5);
      int items = random.nextInt(1_000);
      int rejected = random.nextInt(items + 1);
      int status = List.of(200, 400, 401, 413, 429).get(random.nextInt(5));
      one.later(pause).any(sink, kind, status, items, rejected, "r" + step);
      again.later(pause).any(sink, kind, status, items, rejected, "r" + step);
      again.state = copy(again.state);
    }
    assertThat(again.state).isEqualTo(one.state);
    assertThat(again.events).isEqualTo(one.events);
    assertThat(again.commands).isEqualTo(one.commands);
    for (Insight.ExportErrors event : one.errors()) {
      String key = event.sink() + " " + event.category();
      assertThat(open.getOrDefault(key, false)).isEqualTo(!event.begins());
      open.put(key, event.begins());
      assertThat(event.share()).isBetween(0.0, 1.0);
      assertThat(event.total()).isNotNegative();
    }
    int level = 0;
    for (Insight.ExportFeedback feedback : one.feedback()) {
      int sum = feedback.rate() + feedback.cardinality();
      assertThat(Math.abs(sum - level)).isLessThanOrEqualTo(2);
      level = sum;
    }
    assertThat(one.state.sinks()).hasSizeLessThanOrEqualTo(ExportErrorsState.MAX_SINKS);
    assertThat(one.state.reports()).hasSizeLessThanOrEqualTo(64);
    assertThat(bytes(one.state)).hasSizeLessThan(20_000);
  }

  @Test
  void codecKeepsItsBytes() {
    ExportErrorsState some =
        new ExportErrorsState(
                5,
                6,
                new TreeMap<>(),
                new ReliefLevel(1, 2, 3),
                ReliefLevel.NONE,
                7,
                8,
                List.of("r"))
            .with(sink());
    GoldenBytes.check(
        new ExportErrorsStateCodec(), 1, some, "0506010203000000070801017201" + GOLDEN_SINK);
  }

  private static final String GOLDEN_SINK = "026e7201040a01040301000201010209";

  private static SinkErrors sink() {
    SinkErrors sink = SinkErrors.of(Verified.clean("nr"));
    sink.buckets()
        .put(4L, Bucket.EMPTY.offer(10, ErrorCategory.AUTH, 3).report(ErrorCategory.RATE_LIMIT, 2));
    sink.episodes().put(ErrorCategory.CARDINALITY, new Episode(2, 9));
    return sink;
  }

  private static ExportErrorsState copy(ExportErrorsState state) {
    return new ExportErrorsStateCodec().read(new StateReader(bytes(state)), 1);
  }

  private static byte[] bytes(ExportErrorsState state) {
    StateWriter out = new StateWriter();
    new ExportErrorsStateCodec().write(state, out);
    return out.toBytes();
  }

  private void any(String sink, int kind, int status, int items, int rejected, String report) {
    switch (kind) {
      case 0 -> send(sink, ExportStatus.ACCEPTED, 200, items, 0);
      case 1 -> send(sink, ExportStatus.PARTIAL, 200, items, rejected);
      case 2 -> send(sink, ExportStatus.REJECTED, status, items, items);
      case 3 -> send(sink, ExportStatus.DELAYED, status, items, items);
      default -> report(sink, ErrorCategory.values()[items % 7].label(), report, 1 + rejected);
    }
  }

  private ExportErrorsTest later(long millis) {
    time += millis;
    return this;
  }

  private void send(String sink, ExportStatus status, int http, int items, int rejected) {
    decide(
        new VerifiedOutcome(
            Verified.clean(sink),
            status,
            http,
            1,
            items,
            rejected,
            null,
            rejected > 0 ? Verified.clean("it was said") : null,
            null));
  }

  private void report(String sink, String reason, String id, int count) {
    decide(
        new VerifiedOutcome(
            Verified.clean(sink), ExportStatus.REJECTED, 0, 0, 0, count, reason, null, id));
  }

  private void decide(VerifiedOutcome outcome) {
    TenantTurn<VerifiedOutcome> turn = new TenantTurn<>("acme", time, outcome);
    state = operator.decide(state, turn);
    held = turn.takeHeld();
    events.addAll(turn.insights());
    commands.addAll(turn.commands());
  }

  private Command last() {
    return commands.get(commands.size() - 1);
  }

  private List<Insight.ExportErrors> errors() {
    return events.stream()
        .filter(Insight.ExportErrors.class::isInstance)
        .map(Insight.ExportErrors.class::cast)
        .toList();
  }

  private List<Insight.ExportFeedback> feedback() {
    return events.stream()
        .filter(Insight.ExportFeedback.class::isInstance)
        .map(Insight.ExportFeedback.class::cast)
        .toList();
  }
}
