package io.dbintel.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue that do not exist yet. */
public final class TopicProvisioner {

  private static final Duration KNOWN_LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;

  /**
   * @param admin client of the cluster; stays open
   */
  public TopicProvisioner(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates what is missing, leaves what exists as it is, and returns when the cluster knows the
   * new topics: it answers that a topic is created before all of it does.
   *
   * @param instancePartitions partitions of the topics keyed by instance
   * @param replicationFactor copies of each partition; -1 for the broker's default
   * @return names of the topics created
   * @throws KafkaException when the cluster refuses
   */
  public List<String> createMissing(int instancePartitions, short replicationFactor) {
    Set<String> existing = names();
    List<String> created = new ArrayList<>();
    for (TopicDefinition topic : TopicCatalogue.all()) {
      if (!existing.contains(topic.name())
          && create(newTopic(topic, instancePartitions, replicationFactor))) {
        created.add(topic.name());
      }
    }
    awaitKnown(created);
    return created;
  }

  private void awaitKnown(List<String> created) {
    long deadline = System.nanoTime() + KNOWN_LIMIT.toNanos();
    while (!isKnown(created)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException(
            "the cluster does not know the topics it created " + KNOWN_LIMIT + " ago: " + created);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean isKnown(List<String> created) {
    try {
      admin.describeTopics(created).allTopicNames().get();
      return names().containsAll(created);
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for new topics", e);
    }
  }

  private static NewTopic newTopic(TopicDefinition topic, int instancePartitions, short factor) {
    int partitions = topic.keyedByInstance() ? instancePartitions : topic.partitions();
    return new NewTopic(topic.name(), partitions, factor).configs(topic.settings());
  }

  private boolean create(NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new KafkaException(
          "topic " + topic.name() + " could not be created: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while creating " + topic.name(), e);
    }
  }

  private Set<String> names() {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new KafkaException("the topics could not be listed: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while listing topics", e);
    }
  }
}
