package io.dbintel.collector.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The systems on the class path, chosen by the type of an instance's settings. */
public final class DatabaseSystems {

  private final Map<Class<?>, DatabaseSystem<?>> byConfigType = new HashMap<>();

  private DatabaseSystems() {}

  /** The systems that {@link ServiceLoader} finds. */
  public static DatabaseSystems load() {
    DatabaseSystems systems = new DatabaseSystems();
    for (DatabaseSystem<?> system : ServiceLoader.load(DatabaseSystem.class)) {
      systems.byConfigType.put(system.configType(), system);
    }
    return systems;
  }

  /** Name of the instance's system. */
  public String nameOf(InstanceConfig config) {
    return of(config).discriminator();
  }

  /** Prepares polling; see {@link DatabaseSystem#open}. */
  public MonitoredInstance open(InstanceConfig config, RecordSource source) {
    return open(of(config), config, source);
  }

  /** What the instance lacks; see {@link DatabaseSystem#check}. */
  public List<CheckFinding> check(InstanceConfig config) {
    return check(of(config), config);
  }

  /** Reads the statement counters alone; see {@link DatabaseSystem#counters}. */
  public Optional<CounterReader> counters(InstanceConfig config) {
    return counters(of(config), config);
  }

  private DatabaseSystem<?> of(InstanceConfig config) {
    DatabaseSystem<?> system = byConfigType.get(config.getClass());
    if (system == null) {
      throw new IllegalArgumentException(
          "no database system has settings of type "
              + config.getClass().getName()
              + "; list the system in META-INF/services/"
              + DatabaseSystem.class.getName());
    }
    return system;
  }

  private static <C extends Record & InstanceConfig> MonitoredInstance open(
      DatabaseSystem<C> system, InstanceConfig config, RecordSource source) {
    return system.open(system.configType().cast(config), source);
  }

  private static <C extends Record & InstanceConfig> List<CheckFinding> check(
      DatabaseSystem<C> system, InstanceConfig config) {
    return system.check(system.configType().cast(config));
  }

  private static <C extends Record & InstanceConfig> Optional<CounterReader> counters(
      DatabaseSystem<C> system, InstanceConfig config) {
    return system.counters(system.configType().cast(config));
  }
}
