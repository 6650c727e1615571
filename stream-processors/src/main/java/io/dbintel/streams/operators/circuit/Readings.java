package io.dbintel.streams.operators.circuit;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.catalogue.Instrument;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * What a record says about an instance's polls and loads: remembered, and put before the circuit
 * when it is too much. Not thread-safe.
 */
final class Readings {
  private static final String BYTES = "bytes";

  private final CircuitTurn circuit;
  private final CircuitConfig config;
  private final InstanceTurn turn;
  private final PollJudge judge;
  private final SortedMap<String, PollDurations> durations;
  private final SortedMap<String, LoadTrend> loads;
  private PollWindow window;
  private LockQueue queue;

  /** Begins with what is remembered. */
  Readings(
      CircuitTurn circuit, CircuitConfig config, CircuitBreakerState before, InstanceTurn turn) {
    this.circuit = circuit;
    this.config = config;
    this.turn = turn;
    this.judge = new PollJudge(config, circuit.healing().factor(config));
    this.durations = new TreeMap<>(before.durations());
    this.loads = new TreeMap<>(before.loads());
    this.window = before.window();
    this.queue = before.queue();
  }

  /** Takes the record in. */
  void take() {
    if (circuit.now() - turn.timestamp() > config.window().toMillis()) {
      // out of the spool of an agent that was away: it says nothing about now
      turn.hold("late");
      return;
    }
    takeVolume();
    if (turn.record() instanceof VerifiedRecord.Outcome outcome) {
      takeOutcome(outcome);
    } else if (turn.record() instanceof VerifiedRecord.Metrics && turn.metrics() != null) {
      VerifiedRecord.Metrics poll = (VerifiedRecord.Metrics) turn.record();
      SortedMap<String, LoadSignal> signals = config.signalsOf(poll.source().catalogue());
      loads.keySet().removeIf(name -> !name.equals(BYTES) && !signals.containsKey(name));
      circuit.signals(signals.keySet());
      signals.values().forEach(signal -> takeSignal(signal, poll));
    } else if (turn.record() instanceof VerifiedRecord.Sessions tick) {
      takeTick(tick);
    }
  }

  /** Counts the record's bytes; half a window that is over is judged. */
  private void takeVolume() {
    PollWindow moved = window.at(circuit.now(), config.halfWindow());
    boolean over = moved.start() == window.start() + config.halfWindow();
    if (over) {
      double bytes = moved.previous().bytes();
      double limit = judge.volumeLimit();
      LoadTrend load = loads.getOrDefault(BYTES, LoadTrend.NONE).plus(bytes, limit);
      loads.put(BYTES, load);
      if (judge.tooMuch(bytes)) {
        open(Healing.VOLUME, evidence(BYTES, bytes, limit));
      } else if (load.predicts(limit, config.predictAhead())) {
        predict(BYTES, load, limit);
      }
    } else if (moved.start() != window.start()) {
      loads.remove(BYTES);
    }
    window = moved.plus(new PollCounts(0, 0, 0, turn.record().bytes()));
  }

  private void takeOutcome(VerifiedRecord.Outcome outcome) {
    if (outcome.status() != PollStatus.OK && outcome.status() != PollStatus.FAILED) {
      return;
    }
    String collector = PollJudge.collector(outcome);
    PollDurations known = durations.get(collector);
    PollCounts counts = judge.counts(outcome, known);
    long began = turn.timestamp() - TimeUnit.NANOSECONDS.toMillis(outcome.durationNanos());
    boolean excess = circuit.circuit() == Circuit.CLOSED && counts.slow() > 0;
    if (outcome.status() == PollStatus.OK && circuit.circuit() != Circuit.OPEN && !excess) {
      learn(collector, known, outcome.durationNanos() / 1_000);
    }
    if (circuit.circuit() == Circuit.CLOSED) {
      window = window.plus(counts);
      String verdict = judge.verdict(window.sum());
      if (verdict != null) {
        open(verdict, judge.evidence(window.sum(), durations));
      }
    } else {
      circuit.probe(began, outcome.probeRound(), !judge.isBadProbe(outcome, counts));
    }
  }

  /**
   * What is judged too slow is not learned, or an incident would soon be the rule; probes are, so
   * that a database that has become slower for good is known as that after some breaks.
   */
  private void learn(String collector, PollDurations known, long micros) {
    if (known == null && durations.size() == CircuitBreakerState.MAX_COLLECTORS) {
      String oldest =
          Collections.min(
              durations.keySet(), Comparator.comparingLong(one -> durations.get(one).halvedAt()));
      if (durations.get(oldest).isStale(circuit.now())) {
        durations.remove(oldest);
      }
    }
    if (known != null || durations.size() < CircuitBreakerState.MAX_COLLECTORS) {
      PollDurations before = known == null ? PollDurations.begin(circuit.now()) : known;
      durations.put(collector, before.plus(micros, circuit.now()));
    }
  }

  private void takeSignal(LoadSignal signal, VerifiedRecord.Metrics poll) {
    LoadTrend load = loads.getOrDefault(signal.name(), LoadTrend.NONE);
    if (signal.of() != null) {
      OptionalDouble whole = value(signal.of(), poll);
      load = whole.isPresent() ? load.of(whole.getAsDouble()) : load;
    }
    OptionalDouble read = value(signal.metric(), poll);
    if (read.isEmpty() || (signal.of() != null && load.whole() <= 0)) {
      loads.put(signal.name(), load);
      return;
    }
    double value = signal.of() == null ? read.getAsDouble() : read.getAsDouble() / load.whole();
    load = load.plus(value, signal.limit());
    loads.put(signal.name(), load);
    boolean isAbove = load.above() > 0;
    boolean excused = circuit.isExcused(signal.name(), !isAbove);
    circuit.read(signal.name(), isAbove && !excused);
    if (excused) {
      return;
    }
    if (isAbove) {
      if (load.above() >= LoadTrend.TWICE) {
        open(signal.name(), evidence(signal.name(), value, signal.limit()));
      }
    } else if (load.predicts(signal.limit() * circuit.healing().factor(config), ahead())) {
      predict(signal.name(), load, signal.limit());
    }
  }

  private int ahead() {
    return config.predictAhead();
  }

  /** A sum is added up over its series, of a gauge the greatest counts. */
  private static OptionalDouble value(String metric, VerifiedRecord.Metrics poll) {
    MetricReading[] readings =
        poll.groups().stream()
            .flatMap(group -> group.readings().stream())
            .filter(reading -> reading.metric().name().equals(metric))
            .toArray(MetricReading[]::new);
    if (readings.length == 0) {
      return OptionalDouble.empty();
    }
    DoubleStream values =
        Arrays.stream(readings)
            .mapToDouble(
                reading ->
                    reading.longValue() != null ? reading.longValue() : reading.doubleValue());
    return readings[0].metric().instrument() == Instrument.GAUGE
        ? values.max()
        : OptionalDouble.of(values.sum());
  }

  private void takeTick(VerifiedRecord.Sessions tick) {
    if (config.ignores(Healing.LOCK_QUEUE)) {
      return;
    }
    int waiting =
        (int)
            tick.sessions().stream()
                .filter(session -> !session.blockingSessionIds().isEmpty())
                .count();
    queue = queue.plus(tick.read().seq(), waiting);
    if (tick.part() == tick.parts() - 1) {
      judgeQueue();
    }
  }

  private void judgeQueue() {
    queue = queue.judged(config.lockQueue(), circuit.now(), config.halfWindow());
    boolean isAbove = queue.above() > 0;
    boolean excused = circuit.isExcused(Healing.LOCK_QUEUE, !isAbove);
    circuit.read(Healing.LOCK_QUEUE, isAbove && !excused);
    if (!excused && queue.lasted(config.halfWindow())) {
      open(Healing.LOCK_QUEUE, evidence(Healing.LOCK_QUEUE, queue.waiting(), config.lockQueue()));
    }
  }

  private void predict(String name, LoadTrend load, double limit) {
    SortedMap<String, Double> evidence = evidence(name, load.level(), limit);
    evidence.put(name + ".forecast", load.forecast(ahead()));
    open(Healing.PREDICTED, evidence);
  }

  private static SortedMap<String, Double> evidence(String name, double value, double limit) {
    SortedMap<String, Double> evidence = new TreeMap<>();
    evidence.put(name, value);
    evidence.put(name + ".limit", limit);
    return evidence;
  }

  private void open(String reason, SortedMap<String, Double> evidence) {
    if (circuit.circuit() == Circuit.CLOSED && !circuit.open(reason, evidence)) {
      // excused: what led to it is not held against the polls that follow
      window = PollWindow.begin(circuit.now());
      loads.clear();
    }
  }

  PollWindow window() {
    return window;
  }

  SortedMap<String, PollDurations> durations() {
    return durations;
  }

  SortedMap<String, LoadTrend> loads() {
    return loads;
  }

  LockQueue queue() {
    return queue;
  }
}
