package io.dbintel.streams.operators.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.RecordedRequests.Request;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The states; ideas from resilience4j's CircuitBreakerStateMachineTest. */
class CircuitBreakerTest {
  private static final String SETTINGS =
      "{window: 20s, minimumOutcomes: 4, breakDuration: 30s, halfOpenProbes: 3, halfOpenWait: 60s}";

  private final CircuitLog log = new CircuitLog(SETTINGS);

  @Test
  void staysClosedBelowTheMinimumOfOutcomes() {
    log.failed("57014").failed("57014").failed("57014");
    assertThat(log.transitions).isEmpty();
    log.failed("57014");
    assertThat(log.transitions).containsExactly("closed>open error_rate");
  }

  @Test
  void opensAtTheErrorShareAndNotBelow() {
    for (int i = 0; i < 7; i++) {
      log.ok(5);
    }
    log.failed("57014").failed("57014");
    assertThat(log.transitions).as("2 of 9").isEmpty();
    log.failed("57014");
    assertThat(log.transitions).as("3 of 10").containsExactly("closed>open error_rate");
    assertThat(log.told.get(0).evidence()).containsEntry("errors", 3.0);
    assertThat(log.requests)
        .containsExactly(
            new Request.Open("circuit-breaker", "error_rate", Duration.ofSeconds(30), 3, log.now));
  }

  @Test
  void forgetsPollsThatAreOlderThanTheWindow() {
    log.failed("57014").failed("57014").failed("57014");
    log.later(20_000).failed("57014");
    assertThat(log.transitions).isEmpty();
    assertThat(log.state.window().sum().outcomes()).isEqualTo(1);
  }

  @Test
  void whatIsNotTheDatabasesFaultIsNoError() {
    for (String reason : new String[] {"28P01", "3D000", "42501", "tls", "internal", "55000"}) {
      log.failed(reason).failed(reason);
    }
    for (String reason : new String[] {"backoff", "circuit_open", "circuit_local", "spool_full"}) {
      log.skipped(reason).skipped(reason);
    }
    assertThat(log.transitions).isEmpty();
    assertThat(log.state.window().sum().outcomes()).isZero();
    log.failed("55P03").failed("53300").failed("08006").failed("connection_refused");
    assertThat(log.transitions).containsExactly("closed>open error_rate");
  }

  @Test
  void theBreakEndsWithTheNextRecordAndExactlyTheProbesDecide() {
    open();
    log.later(29_999).skipped("circuit_open");
    assertThat(log.state.circuit()).isEqualTo(Circuit.OPEN);
    log.later(1).skipped("circuit_open");
    assertThat(log.state.circuit()).isEqualTo(Circuit.HALF_OPEN);
    log.later(100).ok(5).ok(5);
    assertThat(log.state.circuit()).isEqualTo(Circuit.HALF_OPEN);
    log.ok(5);
    assertThat(log.transitions)
        .containsExactly(
            "closed>open error_rate", "open>half_open break_over", "half_open>closed probes_good");
    assertThat(log.requests).last().isEqualTo(new Request.Close("circuit-breaker"));
    assertThat(log.state.window().sum()).as("begins anew").isEqualTo(PollCounts.NONE);
  }

  @Test
  void failedProbesBeginAnotherBreak() {
    open();
    log.later(30_010).ok(5).ok(5).failed("57014");
    assertThat(log.transitions).last().isEqualTo("half_open>open probes_failed");
    assertThat(log.requests).hasSize(2);
    log.later(30_010).ok(5).ok(5).ok(5);
    assertThat(log.transitions).last().isEqualTo("half_open>closed probes_good");
  }

  @Test
  void pollsThatBeganBeforeTheBreakWasOverAreNoProbes() {
    open();
    log.later(30_000);
    log.outcome("sessions", PollStatus.FAILED, "57014", 10_000, log.now);
    assertThat(log.state.circuit()).isEqualTo(Circuit.HALF_OPEN);
    assertThat(log.state.probes()).isZero();
  }

  /** The agent hears of a break late, and what it polls meanwhile says nothing. */
  @Test
  void onlyProbesOfTheBreakDecide() {
    open();
    long first = log.state.trial().round();
    log.probeRound = 0L;
    log.later(30_010).ok(5).ok(5).ok(5).failed("57014");
    log.probeRound = first - 1;
    log.ok(5);
    assertThat(log.state.circuit()).isEqualTo(Circuit.HALF_OPEN);
    assertThat(log.state.probes()).isZero();
    log.probeRound = first;
    log.ok(5).ok(5).failed("57014");
    assertThat(log.transitions).last().isEqualTo("half_open>open probes_failed");
    assertThat(log.state.trial().round()).isGreaterThan(first);
    log.later(30_010).ok(5).ok(5).ok(5);
    assertThat(log.state.circuit()).as("of the break before").isEqualTo(Circuit.HALF_OPEN);
    log.probeRound = log.state.trial().round();
    log.ok(5).ok(5).ok(5);
    assertThat(log.transitions).last().isEqualTo("half_open>closed probes_good");
  }

  /** An agent that does not hear polls on; then what it polls has to do. */
  @Test
  void pollsThatNobodyAskedForDecideWhenNoProbeCame() {
    open();
    log.probeRound = 0L;
    log.later(30_010).ok(5).failed("57014").ok(5).later(60_000).skipped("x");
    assertThat(log.transitions).last().isEqualTo("half_open>open probes_failed");
    log.later(30_010).ok(5).ok(5).later(60_000).skipped("x");
    assertThat(log.transitions).last().isEqualTo("half_open>closed probes_good");
  }

  /** Numbers of breaks are new also where nothing is remembered of those before. */
  @Test
  void aBreakHasANumberThatNoneBeforeHad() {
    open();
    assertThat(log.state.trial().round()).isEqualTo(log.now);
    log.later(30_010).ok(5).ok(5).failed("57014");
    assertThat(log.state.trial().round()).isEqualTo(log.now);
    assertThat(new Trial(log.now, 1, 1).next(log.now - 5)).isEqualTo(new Trial(log.now + 1, 0, 0));
  }

  @Test
  void probesThatDoNotComeAreNotWaitedForForEver() {
    open();
    log.later(30_000).skipped("circuit_open").later(60_000).skipped("circuit_open");
    assertThat(log.transitions).last().isEqualTo("half_open>open no_probes");
    log.later(30_010).ok(5).later(60_000).skipped("circuit_open");
    assertThat(log.transitions)
        .as("the one that came")
        .last()
        .isEqualTo("half_open>closed probes_good");
  }

  @Test
  void latePollsSayNothing() {
    long old = log.now;
    log.later(60_000).ok(5);
    for (int i = 0; i < 5; i++) {
      log.outcome("sessions", PollStatus.FAILED, "57014", 5, old);
    }
    assertThat(log.held).isEqualTo("late");
    assertThat(log.transitions).isEmpty();
  }

  @Test
  void anOpenCircuitDoesNotWaitForAClockThatWasPutBack() {
    log.later(Duration.ofDays(20_000).toMillis());
    open();
    log.later(-Duration.ofDays(20_000).toMillis()).skipped("circuit_open");
    log.later(60_010).ok(5).ok(5).ok(5);
    assertThat(log.state.circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void inShadowNothingIsAskedAndEverythingTold() {
    CircuitLog shadow = new CircuitLog(SETTINGS.replace("{", "{shadow: true, "));
    shadow.failed("57014").failed("57014").failed("57014").failed("57014");
    shadow.later(30_010).ok(5).ok(5).ok(5);
    assertThat(shadow.transitions).hasSize(3);
    assertThat(shadow.told).allMatch(told -> told.shadow());
    assertThat(shadow.requests).isEmpty();
  }

  @Test
  void aCircuitThatIsPutIntoShadowLetsAgentsGo() {
    open();
    CircuitLog shadow = new CircuitLog(SETTINGS.replace("{", "{shadow: true, "));
    shadow.state = log.state;
    shadow.now = log.now;
    shadow.skipped("circuit_open");
    assertThat(shadow.requests).containsExactly(new Request.Close("circuit-breaker"));
    shadow.skipped("circuit_open");
    assertThat(shadow.requests).hasSize(1);
  }

  @Test
  void aPersonKeepsItOpenUntilTheyOrderOtherwise() {
    log.ok(5).order(CommandKind.CIRCUIT_OPEN);
    assertThat(log.requests).last().isInstanceOf(Request.Open.class);
    log.later(Duration.ofDays(2).toMillis()).ok(5).ok(5).ok(5);
    assertThat(log.state.circuit()).isEqualTo(Circuit.FORCED_OPEN);
    assertThat(log.transitions).containsExactly("closed>forced_open command");
    assertThat(log.positions).last().matches(position -> position.state() == 1);
    log.order(CommandKind.CIRCUIT_RESET).ok(5);
    assertThat(log.state.circuit()).isEqualTo(Circuit.CLOSED);
    assertThat(log.requests).last().isInstanceOf(Request.Close.class);
    assertThat(log.transitions).last().isEqualTo("forced_open>closed command");
  }

  @Test
  void aPersonKeepsItClosedWhateverThePollsSay() {
    open();
    log.order(CommandKind.CIRCUIT_CLOSE);
    assertThat(log.requests).last().isInstanceOf(Request.Close.class);
    for (int i = 0; i < 20; i++) {
      log.later(1_000).failed("57014");
    }
    assertThat(log.state.circuit()).isEqualTo(Circuit.FORCED_CLOSED);
    log.order(CommandKind.CIRCUIT_RESET);
    for (int i = 0; i < 4; i++) {
      log.failed("57014");
    }
    assertThat(log.state.circuit()).isEqualTo(Circuit.OPEN);
  }

  @Test
  void forgettingClosesAndIsToldByTheNextRecord() {
    open();
    log.order(CommandKind.FORGET);
    assertThat(log.state.circuit()).isEqualTo(Circuit.CLOSED);
    assertThat(log.state.asked()).isFalse();
    log.ok(5);
    assertThat(log.transitions).last().isEqualTo("open>closed forgotten");
  }

  @Test
  void forgettingTellsNoMinuteTwice() {
    log.ok(5).order(CommandKind.FORGET).ok(5);
    assertThat(log.positions).hasSize(1);
  }

  @Test
  void theStateIsToldAtOnceThenOnceAMinuteAndWithEachTransition() {
    long untilTheMinute = 60_000 - log.now % 60_000;
    log.ok(5).later(untilTheMinute - 1).ok(5);
    assertThat(log.positions).hasSize(1);
    log.later(2_001).ok(5).ok(5);
    assertThat(log.positions).hasSize(2);
    assertThat(log.positions).last().matches(one -> one.time() == (log.now - 2_000) * 1_000);
    open();
    assertThat(log.positions).hasSize(3).last().matches(position -> position.state() == 1);
  }

  @Test
  void aReplayFromTheMiddleTellsTheSame() {
    CircuitLog replay = new CircuitLog(SETTINGS);
    log.ok(5).later(Duration.ofHours(1).toMillis()).ok(5).later(30_000);
    replay.now = log.now;
    for (CircuitLog one : new CircuitLog[] {log, replay}) {
      one.positions.clear();
      one.told.clear();
      for (int i = 0; i < 100; i++) {
        one.later(3_000);
        one.outcome(
            CircuitLog.QUERY_STATS,
            i > 0 && i < 40 ? PollStatus.FAILED : PollStatus.OK,
            null,
            5,
            one.now);
      }
    }
    assertThat(replay.told).isEqualTo(log.told).isNotEmpty();
    assertThat(log.positions).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    assertThat(replay.positions).containsAll(log.positions);
    assertThat(log.positions.stream().map(one -> one.time())).doesNotHaveDuplicates();
  }

  @Test
  void theFirstOverrideThatMatchesHolds() {
    CircuitLog own =
        new CircuitLog(
            SETTINGS.replace(
                "{",
                "{overrides: [{match: \"beta/*\", minimumOutcomes: 1}, {match: \"acme/ord*\","
                    + " minimumOutcomes: 2, breakDuration: 7s, halfOpenProbes: 1}], "));
    own.failed("57014");
    assertThat(own.transitions).isEmpty();
    own.failed("57014");
    assertThat(own.requests)
        .containsExactly(
            new Request.Open("circuit-breaker", "error_rate", Duration.ofSeconds(7), 1, own.now));
  }

  private void open() {
    for (int i = 0; i < 4; i++) {
      log.failed("57014");
    }
    assertThat(log.state.circuit()).isEqualTo(Circuit.OPEN);
  }
}
