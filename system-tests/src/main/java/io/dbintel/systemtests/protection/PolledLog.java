package io.dbintel.systemtests.protection;

import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What agents and processors have told so far of polls and circuits. One thread. */
final class PolledLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final String TRANSITION = "db.server.circuit_breaker.transition";

  private final KafkaConsumer<String, SpecificRecord> consumer;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> polls = new HashSet<>();

  /** An outcome of a poll that ended {@code at}, ms of the agent's clock. */
  record Outcome(
      String instance, long began, long at, PollStatus status, String reason, long probeRound) {

    boolean made() {
      return status != PollStatus.SKIPPED;
    }
  }

  /** A transition of a circuit; {@code at} in ms of the instance clock. */
  record Change(String instance, long at, String from, String to, String reason) {}

  PolledLog(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new AvroDeserializer<SpecificRecord>(new BundledSchemaRegistry()));
    consumer.assign(
        List.of(
            new TopicPartition(TopicCatalogue.RAW.name(), 0),
            new TopicPartition(TopicCatalogue.EVENTS.name(), 0)));
  }

  private void read() {
    consumer
        .poll(POLL)
        .forEach(
            record -> {
              if (record.value() instanceof PollOutcome outcome) {
                if (!polls.add(poll(record.key(), outcome))) {
                  // what was not acknowledged in time is sent once more: one poll all the same
                  return;
                }
                outcomes.add(
                    new Outcome(
                        record.key(),
                        record.timestamp() - outcome.getDurationNs() / 1_000_000,
                        record.timestamp(),
                        outcome.getStatus(),
                        outcome.getReason() == null ? "" : outcome.getReason(),
                        outcome.getProbeRound()));
              } else if (record.value() instanceof ResultEvent event
                  && event.getEventName().equals(TRANSITION)) {
                changes.add(
                    new Change(
                        record.key(),
                        event.getTime() / 1_000,
                        text(event, "from"),
                        text(event, "to"),
                        text(event, "reason")));
              }
            });
  }

  private static String poll(String instance, PollOutcome outcome) {
    return String.join(
        " ",
        instance,
        outcome.getIncarnation(),
        outcome.getCollector(),
        Long.toString(outcome.getScheduledAt()));
  }

  private static String text(ResultEvent event, String name) {
    return event.getAttributes().get("dbintel.circuit_breaker." + name).toString();
  }

  /** Outcomes of an instance since a time. */
  List<Outcome> outcomes(String instance, long since) {
    return outcomes.stream()
        .filter(outcome -> outcome.instance().equals(instance) && outcome.at() >= since)
        .toList();
  }

  /** Good polls of an instance since a time. */
  long good(String instance, long since) {
    return outcomes(instance, since).stream()
        .filter(outcome -> outcome.status() == PollStatus.OK)
        .count();
  }

  /** Whether a poll was skipped for the reason since a time. */
  boolean skipped(String instance, long since, String reason) {
    return outcomes(instance, since).stream().anyMatch(one -> one.reason().equals(reason));
  }

  /** When a poll was first skipped for the reason, ms. */
  long firstSkip(String instance, long since, String reason) {
    return outcomes(instance, since).stream()
        .filter(one -> one.reason().equals(reason))
        .mapToLong(Outcome::at)
        .findFirst()
        .orElseThrow();
  }

  /** The first change of an instance to a state since a time; null for none. */
  Change change(String instance, long since, String to) {
    return changes.stream()
        .filter(one -> one.instance().equals(instance) && one.at() >= since && one.to().equals(to))
        .findFirst()
        .orElse(null);
  }

  /** How many probes were made in each break since a time, in the order of the breaks. */
  SortedMap<Long, Long> probes(String instance, long since) {
    return outcomes(instance, since).stream()
        .filter(one -> one.made() && one.probeRound() != 0)
        .collect(Collectors.groupingBy(Outcome::probeRound, TreeMap::new, Collectors.counting()));
  }

  /**
   * Polls that nobody had asked for, begun after the agent said that it rests and before the
   * circuit closed.
   */
  List<Outcome> unasked(String instance, Change opened, Change closed) {
    long resting = firstSkip(instance, opened.at(), "circuit_open");
    return outcomes(instance, resting).stream()
        .filter(one -> one.made() && one.probeRound() == 0)
        .filter(one -> one.began() > resting && one.began() < closed.at())
        .toList();
  }

  /** All changes of an instance, for messages. */
  List<Change> changes(String instance) {
    return changes.stream().filter(one -> one.instance().equals(instance)).toList();
  }

  /** Reads for a time. */
  void readFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      read();
    }
  }

  /**
   * Reads until a condition holds.
   *
   * @throws IllegalStateException when it does not within the time
   */
  void await(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "waited "
                + patience.toSeconds()
                + " s in vain for "
                + what
                + "; circuits moved: "
                + changes);
      }
      read();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
