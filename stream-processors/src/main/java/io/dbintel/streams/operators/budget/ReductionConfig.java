package io.dbintel.streams.operators.budget;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * What the levels of reduction withhold.
 *
 * @param sessionsOneIn at level 1, of so many session samples one is kept
 * @param fastStatement a statement is fast when its mean time is less
 * @param fastShare and it takes less than this share of the time passed
 */
public record ReductionConfig(
    @Setting(
            description =
                "At level 1 the sessions of one in so many ticks that would be sampled are kept.",
            defaultValue = "10",
            min = "2",
            max = "1000")
        int sessionsOneIn,
    @Setting(
            description =
                "From level 2 on, statements whose mean time in an interval is less are added to"
                    + " the remainder, if their share of the time is small too.",
            defaultValue = "10ms",
            min = "0s",
            max = "1h")
        Duration fastStatement,
    @Setting(
            description =
                "Execution time per time passed from which on a fast statement keeps its name; 0.01"
                    + " is 10 ms a second.",
            defaultValue = "0.01",
            min = "0",
            max = "1000")
        double fastShare) {}
