package io.dbintel.streams.model;

import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps what operators report. */
public final class CountingOperators implements OperatorCounts {
  private final Map<String, Long> in = new TreeMap<>();
  private final Map<String, Long> out = new TreeMap<>();
  private final Map<String, Long> held = new TreeMap<>();
  private final Set<String> reasons = new TreeSet<>();

  @Override
  public void in(String operator, long count) {
    in.merge(operator, count, Long::sum);
  }

  @Override
  public void out(String operator, long count) {
    out.merge(operator, count, Long::sum);
  }

  @Override
  public void held(String operator, String reason, long count) {
    held.merge(operator, count, Long::sum);
    reasons.add(reason);
  }

  @Override
  public void applied(String instance, long readEnd) {}

  /** Names of the operators that took something in. */
  public Set<String> operators() {
    return in.keySet();
  }

  /** What the operator took in. */
  public long in(String operator) {
    return in.getOrDefault(operator, 0L);
  }

  /** What it let out. */
  public long out(String operator) {
    return out.getOrDefault(operator, 0L);
  }

  /** What it held. */
  public long held(String operator) {
    return held.getOrDefault(operator, 0L);
  }

  /** Every reason given. */
  public Set<String> reasons() {
    return reasons;
  }
}
