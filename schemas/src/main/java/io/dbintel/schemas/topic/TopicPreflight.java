package io.dbintel.schemas.topic;

import io.dbintel.schemas.topic.TopicFinding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Checks a cluster against the catalogue before the services start: features, partitions,
 * replication, settings and permissions.
 */
public final class TopicPreflight {

  /** Feature level of Kafka 4.0: the oldest broker that the clients here are tested with. */
  private static final short MIN_METADATA_VERSION = 25;

  /**
   * Settings that cost something, keep less, or matter to wrong clocks alone, and break nothing.
   */
  private static final Set<String> COST_ONLY =
      Set.of("retention.ms", "compression.type", "message.timestamp.after.max.ms");

  private static final Set<AclOperation> REQUIRED = Set.of(AclOperation.READ, AclOperation.WRITE);

  private final Admin admin;

  /**
   * @param admin client of the cluster; stays open
   */
  public TopicPreflight(Admin admin) {
    this.admin = admin;
  }

  /**
   * @return the findings, errors first; empty if the cluster is as it should be
   * @throws KafkaException when the cluster does not answer
   */
  public List<TopicFinding> check() {
    return check(TopicCatalogue.all());
  }

  /**
   * The same for some of the topics, dbintel.raw among them.
   *
   * @return the findings, errors first
   * @throws KafkaException when the cluster does not answer
   */
  public List<TopicFinding> check(List<TopicDefinition> needed) {
    List<TopicFinding> findings = new ArrayList<>();
    int brokers = checkCluster(findings);
    Map<String, TopicDescription> topics = describe(needed, findings);
    Map<String, Config> settings = settings(topics.keySet());
    TopicDescription raw = topics.get(TopicCatalogue.RAW.name());
    for (TopicDefinition topic : needed) {
      TopicDescription found = topics.get(topic.name());
      if (found != null) {
        checkPartitions(topic, found, raw, findings);
        checkReplication(found, settings.get(topic.name()), brokers, findings);
        checkSettings(topic, settings.get(topic.name()), findings);
        checkPermissions(found, findings);
      }
    }
    findings.sort((a, b) -> b.severity().compareTo(a.severity()));
    return findings;
  }

  private int checkCluster(List<TopicFinding> findings) {
    Short metadataVersion =
        get(
            admin
                .describeFeatures()
                .featureMetadata()
                .thenApply(
                    features ->
                        features.finalizedFeatures().containsKey("metadata.version")
                            ? features.finalizedFeatures().get("metadata.version").maxVersionLevel()
                            : null));
    if (metadataVersion == null || metadataVersion < MIN_METADATA_VERSION) {
      findings.add(
          new TopicFinding(
              Severity.ERROR,
              "cluster",
              "metadata.version " + metadataVersion,
              "at least " + MIN_METADATA_VERSION + " (Kafka 4.0)",
              "upgrade the brokers and run kafka-features.sh upgrade --release-version 4.0"));
    }
    return get(admin.describeCluster(new DescribeClusterOptions()).nodes()).size();
  }

  private Map<String, TopicDescription> describe(
      List<TopicDefinition> needed, List<TopicFinding> findings) {
    Set<String> existing = get(admin.listTopics().names());
    List<String> present = new ArrayList<>();
    for (TopicDefinition topic : needed) {
      if (existing.contains(topic.name())) {
        present.add(topic.name());
      } else {
        findings.add(
            new TopicFinding(
                Severity.ERROR,
                topic.name(),
                "no such topic",
                "a topic that carries " + topic.carries(),
                "run dbintel topics create"));
      }
    }
    return get(
        admin
            .describeTopics(present, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .allTopicNames());
  }

  private Map<String, Config> settings(Collection<String> topics) {
    List<ConfigResource> resources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    return get(admin.describeConfigs(resources).all()).entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  private static void checkPartitions(
      TopicDefinition topic,
      TopicDescription found,
      TopicDescription raw,
      List<TopicFinding> findings) {
    if (!topic.keyedByInstance() || raw == null) {
      return;
    }
    int expected = raw.partitions().size();
    if (found.partitions().size() != expected) {
      findings.add(
          new TopicFinding(
              Severity.ERROR,
              topic.name(),
              found.partitions().size() + " partitions",
              expected + ", as " + raw.name() + " has",
              "an instance must be in the same partition of every topic; delete and recreate the"
                  + " topic"));
    }
  }

  private static void checkReplication(
      TopicDescription found, Config settings, int brokers, List<TopicFinding> findings) {
    int replicas = found.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    if (replicas < 3) {
      findings.add(
          new TopicFinding(
              Severity.WARNING,
              found.name(),
              replicas + " replicas on " + brokers + " brokers",
              "3",
              "the loss of one broker may lose records; acceptable for a trial"));
    }
    int minIsr = Integer.parseInt(settings.get("min.insync.replicas").value());
    if (minIsr >= replicas && replicas > 1) {
      findings.add(
          new TopicFinding(
              Severity.ERROR,
              found.name(),
              "min.insync.replicas=" + minIsr + " with " + replicas + " replicas",
              "less than the number of replicas",
              "writes fail while any broker restarts; set min.insync.replicas=" + (replicas - 1)));
    } else if (minIsr < 2 && replicas >= 3) {
      findings.add(
          new TopicFinding(
              Severity.WARNING,
              found.name(),
              "min.insync.replicas=" + minIsr,
              "2",
              "acknowledged records can be lost with one broker; set min.insync.replicas=2"));
    }
  }

  private static void checkSettings(
      TopicDefinition topic, Config found, List<TopicFinding> findings) {
    topic
        .settings()
        .forEach(
            (name, expected) -> {
              String value = found.get(name).value();
              if (!isEnough(name, value, expected)) {
                findings.add(
                    new TopicFinding(
                        COST_ONLY.contains(name) ? Severity.WARNING : Severity.ERROR,
                        topic.name(),
                        name + "=" + value,
                        expected,
                        "kafka-configs.sh --alter --entity-type topics --entity-name "
                            + topic.name()
                            + " --add-config "
                            + name
                            + "="
                            + expected));
              }
            });
    checkTimestampLimit(topic, found, "message.timestamp.before.max.ms", findings);
  }

  /** Larger records and longer retention than needed harm nothing; -1 is for ever. */
  private static boolean isEnough(String name, String value, String expected) {
    if (!name.equals("max.message.bytes") && !name.equals("retention.ms")) {
      return value.equals(expected);
    }
    long found = Long.parseLong(value);
    return found < 0 || found >= Long.parseLong(expected);
  }

  /** Spooled and replayed records are old; a broker that rejects them would lose data. */
  private static void checkTimestampLimit(
      TopicDefinition topic, Config found, String name, List<TopicFinding> findings) {
    if (found.get(name) == null) {
      return;
    }
    long limit = Long.parseLong(found.get(name).value());
    long needed = Math.max(topic.retention().toMillis(), 1);
    if (limit < needed) {
      findings.add(
          new TopicFinding(
              Severity.ERROR,
              topic.name(),
              name + "=" + limit,
              "at least " + needed,
              "late records of an agent would be rejected; set "
                  + name
                  + " to at least the retention of the topic"));
    }
  }

  private static void checkPermissions(TopicDescription found, List<TopicFinding> findings) {
    Set<AclOperation> allowed = found.authorizedOperations();
    if (allowed != null && !allowed.isEmpty() && !allowed.containsAll(REQUIRED)) {
      findings.add(
          new TopicFinding(
              Severity.WARNING,
              found.name(),
              "permissions " + allowed,
              REQUIRED.toString(),
              "grant this principal the operations that its service requires"));
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaException("the cluster did not answer: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for the cluster", e);
    }
  }
}
