package io.dbintel.streams.model;

import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps what operators report about themselves. */
public final class CountingOperators implements OperatorCounts {
  private final Map<String, Long> in = new TreeMap<>();
  private final Map<String, Long> out = new TreeMap<>();
  private final Map<String, Map<String, Long>> held = new TreeMap<>();
  private final Map<String, Map<String, Long>> decided = new TreeMap<>();
  private Runnable onApplied = () -> {};

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
    held.computeIfAbsent(operator, name -> new TreeMap<>()).merge(reason, count, Long::sum);
  }

  @Override
  public void decided(String operator, String kind, long count) {
    decided.computeIfAbsent(operator, name -> new TreeMap<>()).merge(kind, count, Long::sum);
  }

  @Override
  public void applied(String instance, long readEnd) {
    onApplied.run();
  }

  @Override
  public void released(String instance) {}

  /** Runs something when a chunk was applied. */
  public CountingOperators onApplied(Runnable action) {
    onApplied = action;
    return this;
  }

  /** Names of the operators that took something in. */
  public Set<String> operators() {
    return in.keySet();
  }

  /** What the operator says it took in. */
  public long in(String operator) {
    return in.getOrDefault(operator, 0L);
  }

  /** What it says it let out. */
  public long out(String operator) {
    return out.getOrDefault(operator, 0L);
  }

  /** What it says it held, by reason. */
  public Map<String, Long> held(String operator) {
    return held.getOrDefault(operator, Map.of());
  }

  /** What it says it decided, by kind. */
  public Map<String, Long> decided(String operator) {
    return decided.getOrDefault(operator, Map.of());
  }

  /** What it says it held, for all reasons. */
  public long heldInAll(String operator) {
    return held(operator).values().stream().mapToLong(Long::longValue).sum();
  }
}
