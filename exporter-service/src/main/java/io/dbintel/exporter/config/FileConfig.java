package io.dbintel.exporter.config;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Discriminator;
import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Files of OTLP JSON lines.
 *
 * @param signals what they get
 * @param filter which results of those
 * @param identity how service.instance.id names a server
 * @param directory folder that is written to
 * @param rotateAfter size at which a new file is started
 * @param maxFiles files kept per signal; the oldest is removed
 * @param retryInterval wait before writing again what could not be written
 */
@Discriminator("file")
public record FileConfig(
    @Setting(
            description = "What it gets: logs, metrics.",
            defaultValue = "[logs, metrics]",
            min = "1")
        List<Signal> signals,
    @Setting(description = "Which results it gets.") FilterConfig filter,
    @Setting(
            description = "How service.instance.id names a server: hostport or uuid5.",
            defaultValue = "hostport")
        ServiceIdentity identity,
    @Setting(description = "Folder that is written to.", defaultValue = "dbintel-export")
        Path directory,
    @Setting(
            description = "Size at which a new file is started.",
            defaultValue = "64MiB",
            min = "1kB")
        ByteSize rotateAfter,
    @Setting(description = "Files kept per signal.", defaultValue = "8", min = "1") int maxFiles,
    @Setting(
            description = "Wait before writing again what could not be written.",
            defaultValue = "1s",
            min = "1ms")
        Duration retryInterval)
    implements SinkConfig {

  public FileConfig {
    signals = List.copyOf(signals);
  }
}
