package io.dbintel.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent against a real server and a real broker. */
class CollectorAgentTest {

  private static final String FAST =
      "{queryStats: {interval: 200ms}, sessions: {interval: 200ms}, metrics: {interval: 1s}}";

  private static final int TEXT_KEY_BYTES = 12;

  private static EmbeddedPostgres postgres;
  private static TestBroker broker;

  @TempDir Path directory;

  @BeforeAll
  static void startServers() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    broker = TestBroker.start();
  }

  @AfterAll
  static void stopServers() {
    broker.close();
    postgres.close();
  }

  @Test
  void publishesEveryKindOfRecordAndAFullPollAtTheEnd() throws Exception {
    AgentConfig config =
        TestConfig.agent(broker.bootstrapServers(), postgres, directory.resolve("spool"), FAST);
    postgres.execute("create table orders (id int, note text)");
    postgres.execute("insert into orders values (1, 'secret-4711')");

    try (CollectorAgent agent = new CollectorAgent(config)) {
      agent.start();
      broker.await(StatementPollChunk.class, chunk -> chunk.getFull() && chunk.getSeq() == 1);
      broker.await(StatementPollChunk.class, chunk -> !chunk.getFull());
      broker.await(SessionTick.class, tick -> tick.getSeq() >= 2);
      broker.await(
          MetricPoll.class,
          poll ->
              poll.getGroups().stream()
                  .flatMap(group -> group.getRows().stream())
                  .flatMap(row -> row.getReadings().stream())
                  .anyMatch(reading -> reading.getName().equals("postgresql.commits")));
      broker.await(QueryTexts.class, texts -> !texts.getTexts().isEmpty());
      broker.await(
          PollOutcome.class,
          outcome ->
              outcome.getCollector().equals("sessions") && outcome.getStatus() == PollStatus.OK);
    }

    StatementPollChunk last =
        broker.await(StatementPollChunk.class, chunk -> chunk.getFull() && chunk.getSeq() > 1);
    assertThat(broker.values(StatementPollChunk.class)).last().isEqualTo(last);
    assertThat(broker.records()).allMatch(record -> record.key().equals("acme/orders"));
    assertThat(broker.records())
        .extracting(record -> record.value().toString())
        .noneMatch(text -> text.contains("secret-4711"));
    assertTextsComeBeforeTheirStatements(
        broker.records().stream().map(record -> record.value()).toList());
  }

  private static void assertTextsComeBeforeTheirStatements(List<SpecificRecord> records) {
    var seen = new HashSet<ByteBuffer>();
    for (SpecificRecord record : records) {
      if (record instanceof QueryTexts texts) {
        texts.getTexts().forEach(text -> seen.add(text.getKey()));
      } else if (record instanceof StatementPollChunk chunk) {
        chunk
            .getRows()
            .forEach(row -> assertThat(seen).contains(row.getKey().slice(0, TEXT_KEY_BYTES)));
      }
    }
  }
}
