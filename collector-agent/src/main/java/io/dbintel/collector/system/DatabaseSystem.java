package io.dbintel.collector.system;

import io.dbintel.runtime.config.ConfigSubtype;
import java.util.List;
import java.util.Optional;

/**
 * A kind of database that agents can poll. Adding one means one package that implements this, a
 * line in {@code META-INF/services} and a catalogue file. The {@linkplain #discriminator() name} is
 * the value of the setting {@code system}, the name of the catalogue file and the field {@code
 * system} of records.
 *
 * @param <C> settings of an instance
 */
public interface DatabaseSystem<C extends Record & InstanceConfig> extends ConfigSubtype {

  @Override
  Class<C> configType();

  /**
   * Prepares polling; connects to nothing yet.
   *
   * @param source what the instance's records say about where they come from
   */
  MonitoredInstance open(C config, RecordSource source);

  /** What an instance lacks; connects to it. Empty when nothing does. */
  List<CheckFinding> check(C config);

  /**
   * Reads the statement counters alone, beside a running agent; connects to nothing yet. Empty for
   * a system without statement counters.
   */
  default Optional<CounterReader> counters(C config) {
    return Optional.empty();
  }
}
