package io.dbintel.collector.config;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;

/**
 * Where polls wait while the broker is away.
 *
 * @param directory folder of the spool; one agent process at a time
 * @param maxSize most bytes on disk; when they are used up, polling pauses
 * @param memory most bytes that wait in memory for their acknowledgement
 * @param catchUpRate most bytes a second that leave the spool once the broker is back
 */
public record SpoolConfig(
    @Setting(
            description = "Folder of the spool; one agent process at a time.",
            defaultValue = "spool")
        Path directory,
    @Setting(
            description = "Most bytes on disk; then polling pauses.",
            defaultValue = "256MiB",
            min = "1MiB")
        ByteSize maxSize,
    @Setting(
            description = "Most bytes that wait in memory for their acknowledgement.",
            defaultValue = "4MiB",
            min = "64KiB",
            max = "256MiB")
        ByteSize memory,
    @Setting(
            description = "Most bytes a second that leave the spool once the broker is back.",
            defaultValue = "4MiB",
            min = "64KiB")
        ByteSize catchUpRate) {}
