package io.dbintel.exporter.sink;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.util.Locale;

/** What a batch holds; one consumer and one request path each. */
public enum Signal {
  LOGS(TopicCatalogue.EVENTS.name()),
  METRICS(TopicCatalogue.METRICS.name());

  private final String topic;

  Signal(String topic) {
    this.topic = topic;
  }

  /** Topic of its results. */
  public String topic() {
    return topic;
  }

  /** The signal of a topic's records. */
  public static Signal ofTopic(String topic) {
    return LOGS.topic.equals(topic) ? LOGS : METRICS;
  }

  /** {@code logs} or {@code metrics}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
