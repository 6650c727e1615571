package io.dbintel.exporter.config;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.Discriminator;
import io.dbintel.runtime.config.Setting;
import java.util.List;

/**
 * One line for each event and metric point on standard output.
 *
 * @param signals what is printed
 * @param filter which results of those
 */
@Discriminator("console")
public record ConsoleConfig(
    @Setting(
            description = "What it gets: logs, metrics.",
            defaultValue = "[logs, metrics]",
            min = "1")
        List<Signal> signals,
    @Setting(description = "Which results it gets.") FilterConfig filter)
    implements SinkConfig {

  public ConsoleConfig {
    signals = List.copyOf(signals);
  }
}
