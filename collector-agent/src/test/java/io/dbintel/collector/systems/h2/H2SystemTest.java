package io.dbintel.collector.systems.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.dbintel.collector.CollectorAgent;
import io.dbintel.collector.TestBroker;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real agent polls a system that it has never heard of. */
class H2SystemTest {

  @TempDir Path directory;

  private Connection database;

  @BeforeEach
  void openDatabase() throws SQLException {
    database = DriverManager.getConnection("jdbc:h2:mem:shop");
  }

  @AfterEach
  void closeDatabase() throws SQLException {
    database.close();
  }

  private void createTables() throws SQLException {
    execute(
        "create table server (since bigint)",
        "insert into server values (1000)",
        "create table statements (id bigint, schema_name varchar, user_name varchar,"
            + " text varchar, calls bigint, row_count bigint, time_ns bigint)",
        "insert into statements values"
            + " (2, 'shop', 'app', 'select * from carts where id = 4711', 5, 50, 500),"
            + " (-1, 'shop', null, 'delete from carts where id = 4711', 1, 10, 100),"
            + " (1, 'stock', 'app', 'select 4711', 3, 30, 300)");
  }

  private void execute(String... statements) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void deliversStatementsTextsMetricsAndOutcomes() throws Exception {
    createTables();
    try (TestBroker broker = TestBroker.start();
        CollectorAgent agent = new CollectorAgent(config(broker.bootstrapServers()))) {
      agent.start();
      StatementPollChunk full =
          broker.await(StatementPollChunk.class, chunk -> chunk.getSeq() == 1);
      assertStatements(full);
      QueryTexts texts = broker.await(QueryTexts.class, any -> true);
      assertThat(texts.getLanguage()).isEqualTo("generic_sql");
      assertThat(texts.getTexts())
          .extracting(QueryText::getQueryId, QueryText::getText)
          .contains(tuple("1", "select ?"));
      assertMetrics(broker.await(MetricPoll.class, any -> true));
      broker.await(PollOutcome.class, outcome -> outcome.getStatus() == PollStatus.OK);

      StatementPollChunk acknowledged =
          broker.await(StatementPollChunk.class, chunk -> chunk.getRows().isEmpty());
      execute("update statements set calls = 6, row_count = 60, time_ns = 600 where id = 2");
      StatementPollChunk changed =
          broker.await(
              StatementPollChunk.class,
              chunk -> chunk.getSeq() > acknowledged.getSeq() && !chunk.getRows().isEmpty());
      assertThat(changed.getFull()).isFalse();
      assertThat(changed.getRows()).extracting(StatementRow::getQueryId).containsExactly("2");
      assertThat(changed.getRows().get(0).getValues()).containsExactly(6L, 60L, 600L);
      for (SpecificRecord value : broker.values(SpecificRecord.class)) {
        assertThat(value.get(0)).as("system").isEqualTo("h2");
        assertThat(value.toString()).doesNotContain("4711");
      }
    }
  }

  private static void assertStatements(StatementPollChunk full) {
    assertThat(full.getFull()).isTrue();
    assertThat(full.getRowsTotal()).isEqualTo(3);
    assertThat(full.getCounters()).containsExactly(0, 1, 2);
    assertThat(full.getRows())
        .as("keys in the order of unsigned bytes")
        .extracting(StatementRow::getQueryId)
        .containsExactly("1", "2", "-1");
    assertThat(full.getDatabases()).containsExactly("stock", "shop");
    assertThat(full.getUsers()).containsExactly("app");
    assertThat(full.getRows()).extracting(StatementRow::getDatabase).containsExactly(0, 1, 1);
    assertThat(full.getRows()).extracting(StatementRow::getUser).containsExactly(0, 0, -1);
    assertThat(full.getEpoch().getCountersSince()).isEqualTo(1000);
  }

  private static void assertMetrics(MetricPoll poll) {
    MetricRow shop = poll.getGroups().get(0).getRows().get(0);
    assertThat(shop.getAttributes()).containsExactly(Map.entry("db.namespace", "shop"));
    assertThat(shop.getCountersSince()).isEqualTo(1000);
    assertThat(shop.getReadings().get(1).getName()).isEqualTo("h2.calls");
    assertThat(shop.getReadings().get(1).getLongValue()).isEqualTo(6);
    assertThat(poll.getGroups().get(1).getRows().get(0).getReadings().get(0).getDoubleValue())
        .isBetween(0.0, 1.0);
  }

  @Test
  void isCheckedByItsOwnSystem() throws Exception {
    DatabaseSystems systems = DatabaseSystems.load();
    assertThat(systems.check(config("localhost:1").instances().get(0)))
        .extracting(CheckFinding::fix)
        .containsExactly("create the tables statements and server");
    createTables();
    assertThat(systems.check(config("localhost:1").instances().get(0))).isEmpty();
  }

  @Test
  void hasSettingsOfItsOwn() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    AgentConfig.class,
                    "{kafka: {bootstrapServers: 'x:9092'}, instances: [{id: a/b, system: h2,"
                        + " memory: m, tls: {mode: disable}}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("instances[0].tls")
        .hasMessageContaining("postgresql");
  }

  private AgentConfig config(String bootstrapServers) {
    return ConfigLoader.parse(
        AgentConfig.class,
        """
        kafka: {bootstrapServers: "%s"}
        instances:
          - id: acme/shop
            system: h2
            memory: shop
            statements: {interval: 200ms}
            metrics: {interval: 1s}
        spool: {directory: "%s"}
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(bootstrapServers, directory.resolve("spool")));
  }
}
