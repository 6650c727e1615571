package io.dbintel.streams.operators.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.ControlRequests;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RecordedRequests.Request;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ControlDocumentsTest {
  private static final long MINUTE = 60_000;
  private static final Set<String> OPERATORS = Set.of("a", "b", "c", "breaker");

  /** What {@link #golden} asks for, as it is stored. */
  private static final String REQUESTS =
      "0201610103776879c0a907024004000000000000020200ff010a0162003ff0000000000000010101";

  private final ControlDocuments documents =
      new ControlDocuments(new ControlConfig(Duration.ofMinutes(15)), OPERATORS);
  private ControlState state;
  private long clock = 1_000 * MINUTE;

  @Test
  void nothingAskedGivesNoDocument() {
    assertThat(turn()).isNull();
    assertThat(state).isNull();
  }

  @Test
  void openCircuitSaysWhyAndHowToProbe() {
    ControlDocument document =
        turn(of("breaker", ask -> ask.open("error_rate", Duration.ofMinutes(2), 3, 7)));

    assertThat(document.getVersion()).isEqualTo(1);
    assertThat(document.getCircuit()).isEqualTo(CircuitState.OPEN);
    assertThat(document.getReason()).isEqualTo("error_rate");
    assertThat(document.getProbeAfterMs()).isEqualTo(120_000);
    assertThat(document.getProbePolls()).isEqualTo(3);
    assertThat(document.getValidUntil()).isEqualTo((clock + 15 * MINUTE) * 1_000);
  }

  @Test
  void circuitClosesWhenTheLastWhoOpenedItClosesIt() {
    turn(of("a", ask -> ask.open("z", Duration.ofMinutes(5), 1, 7)));
    ControlDocument both = turn(of("b", ask -> ask.open("y", Duration.ofMinutes(2), 3, 7)));
    assertThat(both.getReason()).isEqualTo("y, z");
    assertThat(both.getProbeAfterMs()).isEqualTo(300_000);
    assertThat(both.getProbePolls()).isEqualTo(1);

    ControlDocument one = turn(of("a", ControlRequests::close));
    assertThat(one.getCircuit()).isEqualTo(CircuitState.OPEN);
    assertThat(one.getProbePolls()).isEqualTo(3);

    ControlDocument none = turn(of("b", ControlRequests::close));
    assertThat(none.getCircuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(none.getReason()).isEmpty();
    assertThat(none.getVersion()).isEqualTo(4);
    assertThat(none.getValidUntil()).isZero();
  }

  @Test
  void openingAgainBeginsAnotherRoundOfWaitingAndProbing() {
    turn(of("a", ask -> ask.open("z", Duration.ofMinutes(2), 3, 7)));
    ControlDocument again = turn(of("a", ask -> ask.open("z", Duration.ofMinutes(2), 3, 7)));
    assertThat(again.getVersion()).isEqualTo(2);
  }

  @Test
  void largestFactorWinsAndOneWithdraws() {
    turn(of("a", ask -> ask.stretch(2)));
    assertThat(turn(of("b", ask -> ask.stretch(4))).getIntervalFactor()).isEqualTo(4);
    assertThat(turn(of("c", ask -> ask.stretch(3)))).isNull();
    assertThat(turn(of("b", ask -> ask.stretch(1))).getIntervalFactor()).isEqualTo(3);
  }

  @Test
  void factorBelowOneHoldsAlthoughOthersAskForSomethingElse() {
    turn(of("a", ask -> ask.stretch(0.5)));
    ControlDocument document = turn(of("b", ask -> ask.wantPlan(new byte[] {1})));
    assertThat(document.getIntervalFactor()).isEqualTo(0.5);
  }

  @Test
  void plansAreWantedUntilTheyCome() {
    ControlDocument wanted =
        turn(
            of("a", ask -> ask.wantPlan(new byte[] {9})),
            of("b", ask -> ask.wantPlan(new byte[] {-1, 2})));
    assertThat(wanted.getPlansWanted())
        .containsExactly(ByteBuffer.wrap(new byte[] {9}), ByteBuffer.wrap(new byte[] {-1, 2}));

    assertThat(turn(of("a", ask -> ask.wantPlan(new byte[] {9})))).isNull();
    assertThat(turn(of("a", ask -> ask.planReceived(new byte[] {9}))).getPlansWanted()).hasSize(1);
  }

  @Test
  void plansWantedAreBounded() {
    ControlDocument document =
        turn(
            of("a", ask -> wantPlans(ask, 0, StandingRequest.MAX_PLANS + 1)),
            of("b", ask -> wantPlans(ask, 70, 10)));
    assertThat(document.getPlansWanted()).hasSize(StandingRequest.MAX_PLANS);
  }

  private static void wantPlans(ControlRequests ask, int from, int count) {
    for (int i = from; i < from + count; i++) {
      ask.wantPlan(new byte[] {(byte) i});
    }
  }

  @Test
  void fullPollGrowsByOneForEachTurnThatAsksAndHoldsForEver() {
    ControlDocument document =
        turn(of("a", ControlRequests::fullPoll), of("b", ControlRequests::fullPoll));
    assertThat(document.getFullPollWanted()).isEqualTo(1);
    assertThat(document.getCircuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(document.getValidUntil()).isZero();
    clock += 100 * MINUTE;
    assertThat(turn()).isNull();
    assertThat(turn(of("a", ControlRequests::fullPoll)).getFullPollWanted()).isEqualTo(2);
  }

  @Test
  void documentIsRenewedUnderItsVersionWhenLessThanHalfOfItsTimeIsLeft() {
    turn(of("a", ask -> ask.stretch(2)));
    clock += 15 * MINUTE / 2;
    assertThat(turn()).isNull();
    clock += 1;
    ControlDocument renewed = turn();
    assertThat(renewed.getVersion()).isEqualTo(1);
    assertThat(renewed.getValidUntil()).isEqualTo((clock + 15 * MINUTE) * 1_000);
    assertThat(renewed.getIntervalFactor()).isEqualTo(2);
  }

  @Test
  void forgetWithdrawsWhatOperatorsAskedForButNeverTheVersion() {
    turn(of("a", ask -> ask.open("z", Duration.ofMinutes(2), 3, 7)));
    InstanceTurn forget = Verified.turn(clock, Verified.order(CommandKind.FORGET, "1"));
    forget.forget();
    forget.requests().by("commands");
    forget.control().fullPoll();

    ControlDocument document = apply(forget);

    assertThat(documents.outlivesForget()).isTrue();
    assertThat(document.getVersion()).isEqualTo(2);
    assertThat(document.getCircuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(document.getFullPollWanted()).isEqualTo(1);
  }

  @Test
  void whatAnOperatorAskedForThatDecidesNoMoreIsWithdrawn() {
    StandingRequest.Opening opening = new StandingRequest.Opening("why", 120_000, 2, 7);
    state =
        new ControlState(
            7,
            0,
            (clock + 15 * MINUTE) * 1_000,
            List.of(new StandingRequest("gone", opening, 1, new TreeSet<>())));

    ControlDocument document = turn();

    assertThat(document.getCircuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(document.getVersion()).isEqualTo(8);
    assertThat(state.requests()).isEmpty();
  }

  @Test
  void bytesInStoresStayReadable() {
    GoldenBytes.check(documents.part(), 8, 3, golden(130), "0703c0843d00" + REQUESTS + "820100");
    StateReader version1 = new StateReader(HexFormat.of().parseHex("0703c0843d" + REQUESTS));
    assertThat(documents.part().read(version1, 1)).isEqualTo(golden(0));
    StateReader version2 = new StateReader(HexFormat.of().parseHex("0703c0843d00" + REQUESTS));
    assertThat(documents.part().read(version2, 2)).isEqualTo(golden(0));
    StateReader nothing = new StateReader(HexFormat.of().parseHex("0703c0843d00"));
    assertThat(documents.part().read(nothing, 1))
        .isEqualTo(new ControlState(7, 3, 1_000_000, List.of()));
  }

  /** It has no operator that would withdraw them; it ignores what stands behind its fields. */
  @Test
  void releaseOfVersion1FindsNoRequests() {
    StateWriter out = new StateWriter();
    documents.part().write(golden(9), out);

    StateReader version1 = new StateReader(out.toBytes());
    assertThat(version1.readUnsigned()).isEqualTo(7);
    assertThat(version1.readUnsigned()).isEqualTo(3);
    assertThat(version1.readUnsigned()).isEqualTo(1_000_000);
    assertThat(version1.readCount()).isZero();
  }

  private static ControlState golden(long round) {
    StandingRequest.Opening opening = new StandingRequest.Opening("why", 120_000, 2, round);
    return new ControlState(
        7,
        3,
        1_000_000,
        List.of(
            new StandingRequest("a", opening, 2.5, new TreeSet<>(List.of("00ff", "0a"))),
            new StandingRequest("b", null, 1, new TreeSet<>(List.of("01")))));
  }

  /** The circuit is open exactly while an operator has it open, whatever the others ask for. */
  @Property(tries = 300)
  void openRequestIsNeverClosedByAnother(@ForAll("requests") List<Request> requests) {
    ControlDocuments merging =
        new ControlDocuments(new ControlConfig(Duration.ofMinutes(15)), OPERATORS);
    TreeMap<String, Boolean> openBy = new TreeMap<>();
    ControlState remembered = null;
    CircuitState circuit = CircuitState.CLOSED;
    long version = 0;
    for (Request request : requests) {
      if (request instanceof Request.Open || request instanceof Request.Close) {
        openBy.put(request.operator(), request instanceof Request.Open);
      }
      InstanceTurn turn = Verified.turn(Verified.outcome(PollStatus.OK));
      turn.requests().by(request.operator());
      ask(turn.control(), request);
      remembered = merging.afterRows(remembered, turn);
      for (Insight insight : turn.insights()) {
        ControlDocument document = ((Insight.Control) insight).document();
        circuit = document.getCircuit();
        assertThat(document.getVersion()).isEqualTo(++version);
      }
      boolean open = openBy.containsValue(true);
      assertThat(circuit).isEqualTo(open ? CircuitState.OPEN : CircuitState.CLOSED);
    }
  }

  @Provide
  Arbitrary<List<Request>> requests() {
    Arbitrary<String> operator = Arbitraries.of("a", "b", "c");
    Arbitrary<Integer> kind = Arbitraries.integers().between(0, 5);
    return Combinators.combine(operator, kind)
        .as(
            (name, of) ->
                switch (of) {
                  case 0 ->
                      (Request) new Request.Open(name, "why " + name, Duration.ofMinutes(1), 2, 7);
                  case 1 -> new Request.Close(name);
                  case 2 -> new Request.Stretch(name, 2);
                  case 3 -> new Request.Stretch(name, 1);
                  case 4 -> new Request.WantPlan(name, new byte[] {1});
                  default -> new Request.FullPoll(name);
                })
        .list()
        .ofMaxSize(30);
  }

  private static void ask(ControlRequests control, Request request) {
    if (request instanceof Request.Open open) {
      control.open(open.reason(), open.probeAfter(), open.probePolls(), open.round());
    } else if (request instanceof Request.Close) {
      control.close();
    } else if (request instanceof Request.Stretch stretch) {
      control.stretch(stretch.factor());
    } else if (request instanceof Request.WantPlan plan) {
      control.wantPlan(plan.key());
    } else {
      control.fullPoll();
    }
  }

  private record Asked(String operator, Consumer<ControlRequests> what) {}

  private static Asked of(String operator, Consumer<ControlRequests> what) {
    return new Asked(operator, what);
  }

  /** A turn in which operators ask; returns the document emitted, null for none. */
  private ControlDocument turn(Asked... asked) {
    InstanceTurn turn = Verified.turn(clock, Verified.outcome(PollStatus.OK));
    for (Asked one : asked) {
      turn.requests().by(one.operator());
      one.what().accept(turn.control());
    }
    return apply(turn);
  }

  private ControlDocument apply(InstanceTurn turn) {
    state = documents.afterRows(documents.decide(state, turn), turn);
    List<ControlDocument> emitted = new ArrayList<>();
    turn.insights().forEach(insight -> emitted.add(((Insight.Control) insight).document()));
    assertThat(emitted).hasSizeLessThan(2);
    return emitted.isEmpty() ? null : emitted.get(0);
  }
}
