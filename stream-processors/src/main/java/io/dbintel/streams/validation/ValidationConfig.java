package io.dbintel.streams.validation;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Setting;

/**
 * What a raw record may be at most.
 *
 * @param maxRecordSize bytes of a raw value; larger ones go to the dead letters
 */
public record ValidationConfig(
    @Setting(
            description = "Largest raw record that is processed; larger ones are dead-lettered.",
            defaultValue = "2MB",
            min = "64kB",
            max = "2MB")
        ByteSize maxRecordSize) {}
