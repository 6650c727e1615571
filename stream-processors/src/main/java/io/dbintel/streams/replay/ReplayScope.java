package io.dbintel.streams.replay;

import io.dbintel.schemas.topic.TopicDefinition;

/**
 * Which raw records a replay takes, which results it lets out, and where to.
 *
 * @param id identifies the replay
 * @param from first timestamp of the results, ms since the epoch
 * @param to first timestamp after them
 * @param instance the one instance; empty for all
 * @param prefix beginning of the names of the topics that take the results; empty for the live ones
 */
public record ReplayScope(String id, long from, long to, String instance, String prefix) {

  /** Header of every record that a replay writes: id of the replay. */
  public static final String HEADER = "dbintel-replay-id";

  /** Resource attribute of results that a replay writes into the live topics: id of the replay. */
  public static final String ATTRIBUTE = "dbintel.replay.id";

  /**
   * Whether the raw record with the key is replayed: the instance's, or a command for its tenant.
   */
  public boolean takes(String key) {
    return instance.isEmpty() || instance.equals(key) || tenant().equals(key);
  }

  private String tenant() {
    return instance.substring(0, instance.indexOf('/'));
  }

  /** Whether a result of a raw record of this time is let out. */
  public boolean contains(long timestamp) {
    return from <= timestamp && timestamp < to;
  }

  /** Whether results stand among those of live processing. */
  public boolean intoLiveTopics() {
    return prefix.isEmpty();
  }

  /** The topic that takes what live processing writes into {@code live}. */
  public String topic(TopicDefinition live) {
    return intoLiveTopics()
        ? live.name()
        : prefix + live.name().substring(ReplayRequest.liveName("").length());
  }
}
