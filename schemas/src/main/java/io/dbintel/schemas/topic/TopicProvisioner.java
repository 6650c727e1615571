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

/** Creates the topics of the catalogue that do not exist. */
public final class TopicProvisioner {

  private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;

  /**
   * @param admin client of the cluster; stays open
   */
  public TopicProvisioner(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates the missing topics without changing existing ones. Returns when the new topics are
   * visible: a cluster acknowledges a creation before all its brokers have seen it.
   *
   * @param instancePartitions partitions of the topics keyed by instance
   * @param replicationFactor copies of each partition; -1 for the broker's default
   * @return names of the topics created
   * @throws KafkaException when the cluster rejects a request or does not answer
   */
  public List<String> createMissing(int instancePartitions, short replicationFactor) {
    return createMissing(
        TopicCatalogue.all().stream()
            .map(topic -> newTopic(topic, instancePartitions, replicationFactor))
            .toList());
  }

  /**
   * The same for other topics, each with its partitions, copies and settings.
   *
   * @return names of the topics created
   * @throws KafkaException when the cluster rejects a request or does not answer
   */
  public List<String> createMissing(List<NewTopic> topics) {
    Set<String> existing = names();
    List<String> created = new ArrayList<>();
    for (NewTopic topic : topics) {
      if (!existing.contains(topic.name()) && create(topic)) {
        created.add(topic.name());
      }
    }
    awaitVisible(created);
    return created;
  }

  private void awaitVisible(List<String> created) {
    long deadline = System.nanoTime() + VISIBLE_LIMIT.toNanos();
    while (!isVisible(created)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException(
            "topics created "
                + VISIBLE_LIMIT.toSeconds()
                + " s ago are not visible yet: "
                + created
                + "; check the brokers' logs and run the command again");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean isVisible(List<String> created) {
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
          "could not create topic " + topic.name() + ": " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while creating " + topic.name(), e);
    }
  }

  private Set<String> names() {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new KafkaException("could not list the topics: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while listing topics", e);
    }
  }
}
