package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The consumer groups of sinks as the broker has them, for tests that wait for them. */
final class ConsumerGroups {

  private final Map<String, Object> client;

  /**
   * @param client how to reach the broker
   */
  ConsumerGroups(Map<String, Object> client) {
    this.client = client;
  }

  /** Until the group has that many members and each has a partition of the events. */
  void awaitMembers(String sink, int members) {
    try (Admin admin = Admin.create(client)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(
                          admin
                              .describeConsumerGroups(List.of(group(sink)))
                              .describedGroups()
                              .get(group(sink))
                              .get()
                              .members())
                      .hasSize(members)
                      .allMatch(
                          member ->
                              member.assignment().topicPartitions().stream()
                                  .anyMatch(p -> p.topic().equals(TopicCatalogue.EVENTS.name()))));
    }
  }

  /** Until the group has committed the end of both result topics. */
  void awaitCommitted(String sink) {
    try (Admin admin = Admin.create(client)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                Map<TopicPartition, Long> ends = ends(admin);
                assertThat(
                        admin
                            .listConsumerGroupOffsets(group(sink))
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .hasSize(ends.size())
                    .allSatisfy(
                        (partition, committed) ->
                            assertThat(committed.offset()).isEqualTo(ends.get(partition)));
              });
    }
  }

  /** The ends of the partitions that hold anything. */
  private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < 2; partition++) {
      latest.put(new TopicPartition(TopicCatalogue.EVENTS.name(), partition), OffsetSpec.latest());
      latest.put(new TopicPartition(TopicCatalogue.METRICS.name(), partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    ends.values().removeIf(end -> end == 0);
    return ends;
  }

  private static String group(String sink) {
    return "dbintel-exporter-" + sink;
  }
}
