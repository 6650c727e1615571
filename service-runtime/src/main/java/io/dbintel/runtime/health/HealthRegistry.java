package io.dbintel.runtime.health;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** The components of a service and how to ask each for its health. Thread-safe. */
public final class HealthRegistry {

  private final Map<String, Supplier<Health>> components = new ConcurrentSkipListMap<>();

  /**
   * Adds or replaces a component.
   *
   * @param component its name as operators see it, such as {@code kafka}
   * @param health answers at once from what is already known; it must not wait for anything
   */
  public void register(String component, Supplier<Health> health) {
    components.put(component, health);
  }

  /** Asks every component; one whose answer fails counts as down. Sorted by name. */
  public Map<String, Health> check() {
    Map<String, Health> answers = new TreeMap<>();
    components.forEach((component, health) -> answers.put(component, ask(health)));
    return Collections.unmodifiableMap(answers);
  }

  private static Health ask(Supplier<Health> health) {
    try {
      return health.get();
    } catch (RuntimeException failed) {
      // only the class: the message of a foreign exception may hold data
      return Health.down("the check failed with " + failed.getClass().getSimpleName());
    }
  }
}
