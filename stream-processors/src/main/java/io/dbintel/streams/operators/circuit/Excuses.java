package io.dbintel.streams.operators.circuit;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signals, the lock queue among them, that are not held against an instance for a time: breaks did
 * not make them better, and the polls are good.
 *
 * @param breaks in a row after which the signal that began them was still over its limit, with good
 *     probes
 * @param read whether the signal that opened the circuit was read while it is half-open
 * @param since when each was excused, by name, instance clock, ms
 */
record Excuses(int breaks, boolean read, SortedMap<String, Long> since) {
  static final Excuses NONE = new Excuses(0, false, new TreeMap<>());

  Excuses {
    since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
  }

  Excuses breaks(int inARow) {
    return new Excuses(inARow, read, since);
  }

  Excuses read(boolean isRead) {
    return new Excuses(breaks, isRead, since);
  }

  Excuses plus(String name, long now) {
    SortedMap<String, Long> more = new TreeMap<>(since);
    more.put(name, now);
    return new Excuses(0, read, more);
  }

  Excuses without(String name) {
    SortedMap<String, Long> fewer = new TreeMap<>(since);
    fewer.remove(name);
    return new Excuses(breaks, read, fewer);
  }

  /** This for a clock that was put back by {@code millis}. */
  Excuses earlier(long millis) {
    SortedMap<String, Long> moved = new TreeMap<>();
    since.forEach((name, time) -> moved.put(name, Math.max(0, time - millis)));
    return new Excuses(breaks, read, moved);
  }

  /** This without signals that are judged no more. */
  Excuses of(Set<String> signals) {
    SortedMap<String, Long> kept = new TreeMap<>(since);
    kept.keySet().removeIf(name -> !signals.contains(name) && !name.equals(Healing.LOCK_QUEUE));
    return new Excuses(breaks, read, kept);
  }
}
