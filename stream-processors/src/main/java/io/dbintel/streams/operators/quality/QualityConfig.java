package io.dbintel.streams.operators.quality;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * What is plausible. What is not is counted and lowers the score of its hour; it is never dropped.
 *
 * @param lateAfter how far behind the instance clock a record may be
 * @param maxClockSkew how far apart the clocks of agent and database may be
 * @param maxReadTime how long one query of an agent may read
 * @param connections connections of a server, where its metrics do not say
 * @param longestCall how long a call may take that began before an interval and ended in it
 * @param maxCallsPerSecond calls of one statement
 * @param processes that may work for one call at a time
 * @param tuning how the first three and the calls follow what is usual
 */
public record QualityConfig(
    @Setting(
            description = "A record may be this far behind the newest of its instance.",
            defaultValue = "15m",
            min = "1s",
            max = "7d")
        Duration lateAfter,
    @Setting(
            description = "The clocks of agent and database may be this far apart.",
            defaultValue = "1m",
            min = "100ms",
            max = "7d")
        Duration maxClockSkew,
    @Setting(
            description = "One query of an agent may read for so long.",
            defaultValue = "1m",
            min = "100ms",
            max = "1h")
        Duration maxReadTime,
    @Setting(
            description =
                "Connections that a server may have, where its metrics do not say how many.",
            defaultValue = "5000",
            min = "1",
            max = "1000000")
        int connections,
    @Setting(
            description = "A call may take so long, besides the interval in which it ends.",
            defaultValue = "6h",
            min = "1s",
            max = "30d")
        Duration longestCall,
    @Setting(
            description = "Calls of one statement in a second.",
            defaultValue = "10000000",
            min = "1",
            max = "1000000000")
        int maxCallsPerSecond,
    @Setting(
            description =
                "Processes that may work for one call: so many times its duration may its I/O and"
                    + " processor time be.",
            defaultValue = "64",
            min = "1",
            max = "10000")
        int processes,
    @Setting(description = "Thresholds follow what is usual for an instance.")
        TuningConfig tuning) {}
