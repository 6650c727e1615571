package io.dbintel.streams.operators.circuit;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedMetrics;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RecordedRequests.Request;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.MetricRowRead;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.CounterEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A log of one instance's records, and what the circuit breaker makes of it. */
final class CircuitLog {
  static final String QUERY_STATS = "query_stats";

  private static final Source SERVER =
      new Source(SystemCatalogue.of("postgresql"), Verified.clean("host"), 5432);

  final List<String> transitions = new ArrayList<>();
  final List<Insight.CircuitTransition> told = new ArrayList<>();
  final List<Insight.CircuitPosition> positions = new ArrayList<>();
  final List<Request> requests = new ArrayList<>();
  final CircuitBreaker breaker;
  CircuitBreakerState state;
  long now = 1_700_000_000_000L;
  long bytes = 10;
  String held;

  /** What agents say of the polls that follow; null when they do not say. */
  Long probeRound;

  private long seq;

  /** With these settings, in YAML flow style. */
  CircuitLog(String settings) {
    breaker = new CircuitBreaker(config(settings));
  }

  static CircuitConfig config(String settings) {
    return ConfigLoader.parse(CircuitConfig.class, settings.isEmpty() ? "{}" : settings);
  }

  CircuitLog later(long millis) {
    now += millis;
    return this;
  }

  /** A good poll that took {@code millis}. */
  CircuitLog ok(long millis) {
    return outcome(QUERY_STATS, PollStatus.OK, null, millis, now);
  }

  CircuitLog failed(String reason) {
    return outcome(QUERY_STATS, PollStatus.FAILED, reason, 5, now);
  }

  CircuitLog skipped(String reason) {
    return outcome(QUERY_STATS, PollStatus.SKIPPED, reason, 0, now);
  }

  CircuitLog outcome(
      String collector, PollStatus status, String reason, long millis, long timestamp) {
    CleanText why = reason == null ? null : Verified.clean(reason);
    return take(
        new VerifiedRecord.Outcome(
            (int) bytes,
            Verified.SOURCE,
            Verified.clean(collector),
            status,
            why,
            millis * 1_000_000,
            1,
            1,
            0L,
            probeRound,
            Map.of()),
        timestamp);
  }

  CircuitLog tick(int waiting) {
    return take(Ticks.of(++seq, waiting), now);
  }

  /** A metric poll of PostgreSQL with values by metric, several of one metric in a list. */
  CircuitLog metrics(Map<String, List<Long>> values) {
    List<MetricReading> readings = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (name, all) -> {
              MetricDefinition metric = SystemCatalogue.of("postgresql").metric(name).orElseThrow();
              for (long value : all) {
                readings.add(
                    new MetricReading(
                        metric,
                        new TreeMap<>(),
                        new MetricRowRead(readings.size(), 0, Set.of(), 0),
                        value,
                        null));
              }
            });
    ReadId read = new ReadId("agent-1", ++seq);
    VerifiedRecord.Metrics poll =
        new VerifiedRecord.Metrics(
            10,
            SERVER,
            read,
            0,
            1,
            new CounterEpoch("7", 0, 0),
            1,
            ServerRole.PRIMARY,
            List.of(new MetricGroupRead("databases", now, now, readings)),
            new TreeMap<>(),
            Map.of());
    InstanceTurn turn = Verified.turn(now, poll);
    turn.admit(new AdmittedMetrics(read, 1, 100, 0, false));
    return decide(turn);
  }

  CircuitLog order(CommandKind kind) {
    VerifiedRecord.Order order = Verified.order(kind, "c" + ++seq);
    InstanceTurn turn = Verified.turn(now, order);
    turn.admit(order);
    if (kind == CommandKind.FORGET) {
      turn.forget();
    }
    return decide(turn);
  }

  private CircuitLog take(VerifiedRecord record, long timestamp) {
    InstanceTurn turn = Verified.turn(timestamp, record);
    turn.clock(Math.max(now, timestamp));
    return decide(turn);
  }

  private CircuitLog decide(InstanceTurn turn) {
    turn.requests().by(breaker.name());
    state = breaker.decide(state, turn);
    held = turn.takeHeld();
    requests.addAll(turn.requests().all());
    for (Insight insight : turn.insights()) {
      if (insight instanceof Insight.CircuitTransition transition) {
        told.add(transition);
        transitions.add(transition.from() + ">" + transition.to() + " " + transition.reason());
      } else if (insight instanceof Insight.CircuitPosition position) {
        positions.add(position);
      }
    }
    return this;
  }

  /** Stores the state and reads it again, as a restart does. */
  CircuitLog restart() {
    if (state != null) {
      state = breaker.part().read(new StateReader(bytes()), breaker.part().version());
    }
    return this;
  }

  byte[] bytes() {
    StateWriter out = new StateWriter();
    breaker.part().write(state, out);
    return out.toBytes();
  }
}
