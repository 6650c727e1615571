package io.dbintel.streams.replay;

import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.replay.ReplayPlan.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * What is known of a replay between two runs of the command, all of it in Kafka: how far it has
 * come, as the offsets of its consumer group; and its plan, as the offsets of a second group that
 * nobody joins. So it goes on from wherever it is started again.
 */
final class ReplayState {
  private static final int LIMIT_SECONDS = 30;
  private static final String WHOLE = "whole";
  private static final String FINISHED = "finished";

  private final Admin admin;
  private final String application;

  /**
   * The state of the replay whose application id is {@code application}.
   *
   * @param admin stays open
   */
  ReplayState(Admin admin, String application) {
    this.admin = admin;
    this.application = application;
  }

  /** Name of the group whose offsets are the plan. */
  String planGroup() {
    return application + "-plan";
  }

  /** The plan; empty when the replay was never begun. */
  Optional<ReplayPlan> plan() throws InterruptedException {
    SortedMap<Integer, Span> spans = new TreeMap<>();
    offsets(planGroup())
        .forEach(
            (partition, end) -> {
              List<String> words = List.of(end.metadata().split(" ", -1));
              spans.put(
                  partition,
                  new Span(Long.parseLong(words.get(0)), end.offset(), words.contains(WHOLE)));
            });
    return spans.isEmpty() ? Optional.empty() : Optional.of(new ReplayPlan(spans));
  }

  /** Whether the replay has come to its end, what is different was told, and all is tidied up. */
  boolean isFinished() throws InterruptedException {
    Map<Integer, OffsetAndMetadata> plan = offsets(planGroup());
    return !plan.isEmpty()
        && plan.values().stream().allMatch(end -> end.metadata().endsWith(FINISHED));
  }

  /** Writes the plan down, then where to begin: so much is read once, and never again. */
  void begin(ReplayPlan plan) throws InterruptedException {
    write(planGroup(), plan, span -> new OffsetAndMetadata(span.end(), words(span)));
    if (positions().isEmpty()) {
      write(application, plan, span -> new OffsetAndMetadata(span.begin()));
    }
  }

  /** Writes down that the replay is finished. */
  void finish(ReplayPlan plan) throws InterruptedException {
    write(
        planGroup(), plan, span -> new OffsetAndMetadata(span.end(), words(span) + " " + FINISHED));
  }

  private static String words(Span span) {
    return span.begin() + (span.whole() ? " " + WHOLE : "");
  }

  /** By partition, the next offset to be read, as committed with the results. */
  SortedMap<Integer, Long> positions() throws InterruptedException {
    SortedMap<Integer, Long> positions = new TreeMap<>();
    offsets(application).forEach((partition, place) -> positions.put(partition, place.offset()));
    return positions;
  }

  /** Whether another process is replaying this, or was a moment ago. */
  boolean isRunning() throws InterruptedException {
    try {
      return !admin
          .describeConsumerGroups(List.of(application))
          .describedGroups()
          .get(application)
          .get(LIMIT_SECONDS, TimeUnit.SECONDS)
          .members()
          .isEmpty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw failed("look at", application, e);
    } catch (TimeoutException e) {
      throw failed("look at", application, e);
    }
  }

  private SortedMap<Integer, OffsetAndMetadata> offsets(String group) throws InterruptedException {
    SortedMap<Integer, OffsetAndMetadata> offsets = new TreeMap<>();
    try {
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (partition, place) -> {
                if (place != null && partition.topic().equals(TopicCatalogue.RAW.name())) {
                  offsets.put(partition.partition(), place);
                }
              });
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failed("read", group, e);
      }
    } catch (TimeoutException e) {
      throw failed("read", group, e);
    }
    return offsets;
  }

  private void write(String group, ReplayPlan plan, Function<Span, OffsetAndMetadata> place)
      throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    plan.spans()
        .forEach(
            (partition, span) ->
                offsets.put(
                    new TopicPartition(TopicCatalogue.RAW.name(), partition), place.apply(span)));
    try {
      admin.alterConsumerGroupOffsets(group, offsets).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed("write", group, e);
    }
  }

  private static KafkaException failed(String what, String group, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new KafkaException(
        "cannot "
            + what
            + " the offsets of consumer group "
            + group
            + ": "
            + cause.getMessage()
            + "; the principal needs READ on it",
        cause);
  }
}
