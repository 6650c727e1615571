package io.dbintel.exporter.config;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;

/**
 * Files of OTLP JSON lines.
 *
 * @param directory folder that is written to
 * @param rotateAfter size at which a new file is begun
 * @param maxFiles files kept per signal; the oldest is removed
 */
public record FileConfig(
    @Setting(description = "Folder that is written to.", defaultValue = "dbintel-export")
        Path directory,
    @Setting(
            description = "Size at which a new file is begun.",
            defaultValue = "64MiB",
            min = "1kB")
        ByteSize rotateAfter,
    @Setting(description = "Files kept per signal.", defaultValue = "8", min = "1") int maxFiles) {}
