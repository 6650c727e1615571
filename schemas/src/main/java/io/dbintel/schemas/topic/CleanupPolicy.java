package io.dbintel.schemas.topic;

import java.util.Locale;

/** Kafka's cleanup.policy. */
public enum CleanupPolicy {
  DELETE,
  COMPACT;

  /** Value of the topic setting. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT);
  }
}
