package io.dbintel.streams.operators.control;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * How long agents obey a control document.
 *
 * @param validity time after which agents no longer obey a document that was not renewed
 */
public record ControlConfig(
    @Setting(
            description =
                "Time after which agents return to normal polling when a control document that asks"
                    + " for something else was not renewed.",
            defaultValue = "15m",
            min = "1m",
            max = "24h")
        Duration validity) {

  long validityMicros() {
    return validity.toNanos() / 1_000;
  }
}
