package io.dbintel.streams.runtime;

import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The topics that a replay makes: those of its results, and those of its state, for a while. */
public final class ReplayTopics {
  private static final int LIMIT_SECONDS = 30;

  private final Admin admin;
  private final Clock clock;

  /**
   * Makes and removes topics.
   *
   * @param admin stays open
   */
  public ReplayTopics(Admin admin, Clock clock) {
    this.admin = admin;
    this.clock = clock;
  }

  /**
   * Refuses a window that is not over: what is still to come would be missing.
   *
   * @throws IllegalArgumentException when {@code to} is later than now
   */
  public void refuseFuture(Instant to) {
    Instant now = clock.instant();
    if (to.isAfter(now)) {
      throw new IllegalArgumentException(
          "expected --to not later than now, "
              + now
              + ", found "
              + to
              + "; leave agents a few minutes to send what they read");
    }
  }

  /**
   * Creates the topics of results that are missing: partitions and copies of the live ones, the
   * settings of the catalogue. They are kept as long as live results are, counted from now, since
   * their records are as old as what is replayed.
   *
   * @param live topics whose results are written elsewhere
   * @param name name of the topic instead
   * @param from time of the oldest result
   */
  public void create(
      Collection<TopicDefinition> live, Function<TopicDefinition, String> name, Instant from)
      throws InterruptedException {
    long age = Math.max(0, clock.millis() - from.toEpochMilli());
    Map<String, TopicDescription> found =
        describe(live.stream().map(TopicDefinition::name).toList());
    List<NewTopic> wanted =
        live.stream()
            .map(
                topic -> {
                  TopicDescription like = found.get(topic.name());
                  Map<String, String> settings = new HashMap<>(topic.settings());
                  settings.put(
                      TopicConfig.RETENTION_MS_CONFIG,
                      Long.toString(topic.retention().toMillis() + age));
                  return new NewTopic(
                          name.apply(topic),
                          like.partitions().size(),
                          (short) like.partitions().get(0).replicas().size())
                      .configs(settings);
                })
            .toList();
    new TopicProvisioner(admin).createMissing(wanted);
  }

  private Map<String, TopicDescription> describe(List<String> topics) throws InterruptedException {
    try {
      return admin.describeTopics(topics).allTopicNames().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("cannot describe the topics " + topics + ": " + e.getMessage(), e);
    }
  }

  /** Removes the changelogs of an application that has ended, and its consumer group. */
  public void removeInternal(String application) throws InterruptedException {
    try {
      List<String> changelogs =
          admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
              .filter(Changelogs.of(application).asMatchPredicate())
              .toList();
      admin.deleteTopics(changelogs).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      removeGroup(application);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(
          "cannot remove the topics "
              + application
              + "-*-changelog and the consumer group "
              + application
              + ": "
              + e.getMessage()
              + "; remove them with kafka-topics.sh and kafka-consumer-groups.sh",
          e);
    }
  }

  private void removeGroup(String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }
}
