package io.dbintel.streams.operators.circuit;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the circuit breaker remembers of an instance; at most a kilobyte or so. Times are of its own
 * clock, ms.
 *
 * @param circuit state
 * @param reason why the circuit last opened; empty for never
 * @param due when an open circuit lets probes through, or a half-open one stops waiting for them
 * @param probesFrom polls that began earlier are no probes
 * @param probes outcomes of probes so far
 * @param failedProbes those that failed or were slow
 * @param distress what was seen of the database's distress while half-open; empty for nothing
 * @param asked whether agents are asked to rest
 * @param toldAt when the state was last told as a metric
 * @param untold transitions that wait for a record that says of which server it is
 * @param durations of good polls, by collector, at most {@value #MAX_COLLECTORS}
 * @param loads by the name of their signal: the few of the catalogue and at most 8 more
 * @param excuses signals that are not held against the instance
 * @param clock the time that all the others are of
 * @param movedAt when the circuit came into its state; 0 when it never moved, or before that was
 *     remembered
 */
record CircuitBreakerState(
    Circuit circuit,
    String reason,
    long due,
    long probesFrom,
    int probes,
    int failedProbes,
    String distress,
    boolean asked,
    long toldAt,
    List<Transition> untold,
    Healing healing,
    PollWindow window,
    SortedMap<String, PollDurations> durations,
    SortedMap<String, LoadTrend> loads,
    LockQueue queue,
    Excuses excuses,
    BreakerClock clock,
    long movedAt) {
  static final int MAX_COLLECTORS = 8;

  CircuitBreakerState {
    untold = List.copyOf(untold);
    durations = Collections.unmodifiableSortedMap(new TreeMap<>(durations));
    loads = Collections.unmodifiableSortedMap(new TreeMap<>(loads));
  }

  /** Closed, and nothing known. */
  static CircuitBreakerState begin(long now) {
    return begin(now, 0, List.of());
  }

  /** Closed, and nothing known but what was told and is to be told. */
  static CircuitBreakerState begin(long now, long toldAt, List<Transition> untold) {
    return new CircuitBreakerState(
        Circuit.CLOSED,
        "",
        0,
        0,
        0,
        0,
        "",
        false,
        toldAt,
        untold,
        Healing.NONE,
        PollWindow.begin(now),
        new TreeMap<>(),
        new TreeMap<>(),
        LockQueue.NONE,
        Excuses.NONE,
        BreakerClock.begin(now),
        0);
  }

  /** This with what later versions of the part added. */
  CircuitBreakerState with(LockQueue lasting, Excuses excused, BreakerClock own, long moved) {
    return new CircuitBreakerState(
        circuit,
        reason,
        due,
        probesFrom,
        probes,
        failedProbes,
        distress,
        asked,
        toldAt,
        untold,
        healing,
        window,
        durations,
        loads,
        lasting,
        excused,
        own,
        moved);
  }
}
