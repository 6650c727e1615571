package io.dbintel.runtime.health;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** The components of a service and their health checks. Thread-safe. */
public final class HealthRegistry {

  private final Map<String, Supplier<Health>> components = new ConcurrentSkipListMap<>();

  /**
   * Adds or replaces a component.
   *
   * @param component its name as shown to operators, such as {@code kafka}
   * @param health the check; it must return at once, without I/O or waiting
   */
  public void register(String component, Supplier<Health> health) {
    components.put(component, health);
  }

  /** Checks every component; a failing check counts as down. Sorted by name. */
  public Map<String, Health> check() {
    Map<String, Health> answers = new TreeMap<>();
    components.forEach((component, health) -> answers.put(component, ask(health)));
    return Collections.unmodifiableMap(answers);
  }

  private static Health ask(Supplier<Health> health) {
    try {
      return health.get();
    } catch (RuntimeException | Error failed) {
      // only the class: the message of an unknown exception may contain data
      return Health.down("the check failed with " + failed.getClass().getSimpleName());
    }
  }
}
