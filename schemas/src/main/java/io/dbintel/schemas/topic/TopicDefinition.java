package io.dbintel.schemas.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic as the product requires it.
 *
 * @param name topic name
 * @param carries what its records are, in one line
 * @param key what the record key is
 * @param keyedByInstance whether it must have as many partitions as dbintel.raw
 * @param partitions default number of partitions
 * @param cleanupPolicy delete or compact
 * @param retention how long records are kept; zero for compacted topics
 * @param values record classes that it contains
 */
public record TopicDefinition(
    String name,
    String carries,
    String key,
    boolean keyedByInstance,
    int partitions,
    CleanupPolicy cleanupPolicy,
    Duration retention,
    List<Class<? extends SpecificRecord>> values) {

  /** Largest record in bytes; a poll chunk with long texts is much smaller. */
  public static final int MAX_MESSAGE_BYTES = 2_000_000;

  public TopicDefinition {
    values = List.copyOf(values);
  }

  /** Topic settings, sorted by name, for creating and checking the topic. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cleanup.policy", cleanupPolicy.setting());
    settings.put("compression.type", "producer");
    settings.put("max.message.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.put("message.timestamp.type", "CreateTime");
    // An agent whose clock is ahead is told so; its records must not wait until the time has come.
    settings.put("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    if (cleanupPolicy == CleanupPolicy.DELETE) {
      settings.put("retention.ms", Long.toString(retention.toMillis()));
    }
    return settings;
  }
}
