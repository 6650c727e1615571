package io.dbintel.streams.runtime;

import io.dbintel.schemas.topic.TopicDefinition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changelog topics of the stores, which Kafka Streams makes and then leaves as they are. */
public final class Changelogs {
  /** Largest stored value, key included; one may be larger than the raw record it comes from. */
  public static final int MAX_MESSAGE_BYTES = 2 * TopicDefinition.MAX_MESSAGE_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(Changelogs.class);
  private static final int LIMIT_SECONDS = 30;
  private static final Comparator<ConfigResource> BY_NAME =
      Comparator.comparing(ConfigResource::name);

  private Changelogs() {}

  /**
   * Lets changelogs that an earlier release made take what the stores write now.
   *
   * @throws IllegalStateException with the fix when the broker refuses
   */
  static void enlarge(Admin admin, String applicationId)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<ConfigResource> changelogs =
        admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
            .filter(of(applicationId).asMatchPredicate())
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    if (changelogs.isEmpty()) {
      return;
    }
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new TreeMap<>(BY_NAME);
    AlterConfigOp larger =
        new AlterConfigOp(
            new ConfigEntry(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES)),
            AlterConfigOp.OpType.SET);
    Map<ConfigResource, Config> found;
    try {
      found = admin.describeConfigs(changelogs).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      LOG.warn(
          "The settings of the changelogs are not checked: {}; grant DESCRIBE_CONFIGS on {}-*, or"
              + " see to max.message.bytes={}",
          e.getCause().getMessage(),
          applicationId,
          MAX_MESSAGE_BYTES);
      return;
    }
    found.forEach(
        (topic, config) -> {
          String value = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
          if (Long.parseLong(value) < MAX_MESSAGE_BYTES) {
            changes.put(topic, List.of(larger));
          }
        });
    if (changes.isEmpty()) {
      return;
    }
    try {
      admin.incrementalAlterConfigs(changes).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      LOG.info(
          "Changelogs may now hold records of {} bytes: {}", MAX_MESSAGE_BYTES, names(changes));
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the changelogs "
              + names(changes)
              + " take smaller records than the stores write, and may not be changed from here ("
              + e.getCause().getMessage()
              + "); set max.message.bytes="
              + MAX_MESSAGE_BYTES
              + " for each with kafka-configs.sh --alter --entity-type topics",
          e);
    }
  }

  /** The names of our stores have no hyphen: another application may have a longer id. */
  static Pattern of(String applicationId) {
    return Pattern.compile(Pattern.quote(applicationId) + "-[^-]+-changelog");
  }

  private static List<String> names(Map<ConfigResource, ?> topics) {
    return topics.keySet().stream().map(ConfigResource::name).toList();
  }
}
