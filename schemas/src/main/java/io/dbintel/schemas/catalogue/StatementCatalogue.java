package io.dbintel.schemas.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The statement counters of a system. Sets of counters are bits of a long, by number. */
public final class StatementCatalogue {

  private final String description;
  private final StatementKeyLayout key;
  private final String attributePrefix;
  private final List<StatementCounter> counters;
  private final StatementCounter[] byNumber = new StatementCounter[StatementCounter.MAX_COUNTERS];
  private final long[] byRole = new long[CounterRole.values().length];
  private long times;

  /**
   * @param description what a row is
   * @param key how keys are made
   * @param attributePrefix what the counters' attribute names begin with
   * @param counters the counters in any order
   * @throws IllegalArgumentException when a number or a name is duplicated, or no counter has the
   *     role calls or exec_time
   */
  StatementCatalogue(
      String description,
      StatementKeyLayout key,
      String attributePrefix,
      List<StatementCounter> counters) {
    Required.text("statements.description", description);
    Required.present("statements.key", key);
    Required.text("statements.attribute_prefix", attributePrefix);
    this.description = description;
    this.key = key;
    this.attributePrefix = attributePrefix;
    this.counters =
        counters.stream().sorted(Comparator.comparingInt(StatementCounter::number)).toList();
    for (StatementCounter counter : this.counters) {
      add(counter);
    }
    requireRole(CounterRole.CALLS);
    requireRole(CounterRole.EXEC_TIME);
  }

  private void add(StatementCounter counter) {
    if (byNumber[counter.number()] != null) {
      throw new IllegalArgumentException(
          "counter number " + counter.number() + " is duplicated: " + counter.name());
    }
    if (byName(counter.name()).isPresent()) {
      throw new IllegalArgumentException("counter name " + counter.name() + " is duplicated");
    }
    byNumber[counter.number()] = counter;
    if (counter.isTime()) {
      times |= counter.bit();
    }
    if (counter.role() != null) {
      byRole[counter.role().ordinal()] |= counter.bit();
    }
  }

  private void requireRole(CounterRole role) {
    if (maskOf(role) == 0) {
      throw new IllegalArgumentException(
          "no counter has the role " + role + "; every system needs one");
    }
  }

  /** What a row is. */
  public String description() {
    return description;
  }

  /** How keys are made. */
  public StatementKeyLayout key() {
    return key;
  }

  /** What the counters' attribute names begin with. */
  public String attributePrefix() {
    return attributePrefix;
  }

  /** All counters, by number. */
  public List<StatementCounter> counters() {
    return counters;
  }

  /** The counter with the number; null for one that only a newer version knows. */
  public StatementCounter byNumber(int number) {
    return number < 0 || number >= byNumber.length ? null : byNumber[number];
  }

  /** The counter with the name. */
  public Optional<StatementCounter> byName(String name) {
    for (StatementCounter counter : byNumber) {
      if (counter != null && counter.name().equals(name)) {
        return Optional.of(counter);
      }
    }
    return Optional.empty();
  }

  /** The counters with the role, as bits; 0 when the system has none. */
  public long maskOf(CounterRole role) {
    return byRole[role.ordinal()];
  }

  /** The counters that are times, as bits. */
  public long timeCounters() {
    return times;
  }

  /** The counters that every poll reads, by number. */
  public List<StatementCounter> hotCounters() {
    return counters.stream().filter(StatementCounter::hot).toList();
  }
}
