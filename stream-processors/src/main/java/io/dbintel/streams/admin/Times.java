package io.dbintel.streams.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as ISO 8601, UTC; null for 0, which is no time here. */
final class Times {
  private Times() {}

  static String ofMicros(long micros) {
    return micros <= 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  static String ofMillis(long millis) {
    return millis <= 0 ? null : Instant.ofEpochMilli(millis).toString();
  }

  static String ofHours(long hours) {
    return Instant.EPOCH.plus(Duration.ofHours(hours)).toString();
  }
}
