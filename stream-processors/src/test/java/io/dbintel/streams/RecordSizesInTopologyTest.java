package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.runtime.Changelogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a raw record of the greatest size holds, what comes of it can be stored and sent. */
class RecordSizesInTopologyTest {
  private static final int LONG = 1_900_000;

  private final TopologyHarness topology = new TopologyHarness();

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void aTextAsLargeAsARecordIsCutAndMarked() {
    topology.send(RawRecords.text(1, "SELECT " + "a, ".repeat(LONG / 3) + "b FROM t"));
    topology.send(full(1, 100, row(1, 5)));
    topology.send(full(2, 110, row(1, 9)));

    List<ResultEvent> events = topology.events("db.server.top_query");
    assertThat(events)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getAttributes().get("db.query.text").toString())
                    .hasSize(65_536)
                    .startsWith("SELECT a, a")
                    .endsWith("\u2026"));
    everythingCanBeSent();
  }

  @Test
  void namesOfASessionCannotGrowAnEvent() {
    Session session = RawRecords.session("1", 100);
    session.setApplicationName(random(LONG / 8));
    session.setDatabase(random(LONG / 8));
    session.setUser(random(LONG / 8));
    session.setQueryText("SELECT " + random(LONG / 8));
    session.setQueryId(random(LONG / 8));
    Map<String, String> tags = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      tags.put("tag" + i, random(500));
    }
    session.setCommentTags(tags);
    List<String> blocking = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      blocking.add("12345678901");
    }
    session.setBlockingSessionIds(blocking);
    topology.send(RawRecords.tick("a", 1, 100, session));

    assertThat(topology.bytesOf("dbintel.events"))
        .singleElement()
        .satisfies(event -> assertThat(event).hasSizeLessThan(500_000));
  }

  @Test
  void namesOfDatabasesCannotGrowAnEvent() {
    StatementPollChunk chunk = full(1, 100, row(1, 5));
    chunk.setDatabases(List.of(random(LONG)));
    topology.send(chunk);
    StatementPollChunk next = full(2, 110, row(1, 9));
    next.setDatabases(List.of(random(LONG)));
    topology.send(next);
    everythingCanBeSent();
  }

  @Test
  void metricsAreSplitByTheirBytes() {
    MetricRow[] rows = new MetricRow[1_000];
    for (int i = 0; i < rows.length; i++) {
      String name = i + "-" + "\u4e16".repeat(600);
      rows[i] =
          RawRecords.row(
              Map.of("db.namespace", name), RawRecords.reading("postgresql.db_size", 1_000L));
    }
    topology.send(RawRecords.metrics("a", 1, RawRecords.group("database_sizes", 100, rows)));
    List<byte[]> results = topology.bytesOf("dbintel.metrics");
    assertThat(results).hasSize(2);
    assertThat(results)
        .allSatisfy(
            result -> assertThat(result).hasSizeLessThan(TopicDefinition.MAX_MESSAGE_BYTES));
  }

  private void everythingCanBeSent() {
    for (String topic : List.of("dbintel.events", "dbintel.metrics", "dbintel.dead-letters")) {
      assertThat(topology.bytesOf(topic))
          .allSatisfy(
              value -> assertThat(value).hasSizeLessThan(TopicDefinition.MAX_MESSAGE_BYTES));
    }
    topology
        .changelogs()
        .values()
        .forEach(
            store ->
                assertThat(store.values())
                    .allSatisfy(
                        value ->
                            assertThat(value).hasSizeLessThan(Changelogs.MAX_MESSAGE_BYTES / 4)));
  }

  private static String random(int length) {
    return "na\u00efve".repeat(length / 5);
  }
}
