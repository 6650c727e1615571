package io.dbintel.streams.operators.texts;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * How long texts are remembered.
 *
 * @param unusedFor instance clock time after which a text that no agent published again is dropped
 * @param sweepPerPoll texts of an instance looked at after each full poll
 */
public record TextsConfig(
    @Setting(
            description =
                "Time after which a statement text that no agent published again is forgotten;"
                    + " agents publish texts in use every 6 hours.",
            defaultValue = "24h",
            min = "7h",
            max = "365d")
        Duration unusedFor,
    @Setting(
            description = "Texts of an instance looked at after each full poll.",
            defaultValue = "512",
            min = "16",
            max = "100000")
        int sweepPerPoll) {}
