package io.dbintel.collector.systems.postgresql.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.TestConfig;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.postgresql.PostgresSystem;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementKeyLayout;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which polls are full and what they carry, against PostgreSQL 18. */
class PostgresStatementsTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  private static final StatementCatalogue CATALOGUE =
      SystemCatalogue.of("postgresql").statements().orElseThrow();

  private static EmbeddedPostgres postgres;
  private MonitoredInstance instance;

  @BeforeAll
  static void startServer() {
    postgres = EmbeddedPostgres.builder().start();
    postgres.execute("create role dbintel login password 'monitor'");
    postgres.execute("create role narrow login password 'monitor'");
    postgres.execute("grant pg_monitor to dbintel");
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void open() {
    instance = open("dbintel");
  }

  @AfterEach
  void close() {
    instance.close();
  }

  private static MonitoredInstance open(String user) {
    return new PostgresSystem().open(TestConfig.instance(postgres, user, "monitor"), SOURCE);
  }

  @Test
  void carriesTheCountersExactlyAsTheServerHasThem() throws Exception {
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement()) {
      for (int i = 2; i < 302; i++) {
        statement.execute("select " + "1, ".repeat(i) + "'x'");
      }
    }
    RecordingRun full = poll();
    List<StatementPollChunk> chunks = full.values(StatementPollChunk.class);
    assertThat(chunks).hasSizeGreaterThanOrEqualTo(3);
    assertThat(chunks).allMatch(chunk -> chunk.getChunks() == chunks.size() && chunk.getSeq() == 1);
    assertThat(chunks.get(0).getRowsTotal()).isEqualTo(full.rows().size());
    Map<String, List<Long>> sent = new HashMap<>();
    full.rows().forEach(row -> sent.put(row.getQueryId(), row.getValues()));
    int calls = chunks.get(0).getCounters().indexOf(number("calls"));
    int time = chunks.get(0).getCounters().indexOf(number("total_exec_time"));
    int compared = 0;
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select queryid, calls, total_exec_time from pg_stat_statements"
                    + " where query like 'select $1, $2, %'")) {
      while (row.next()) {
        assertThat(sent.get(row.getString(1)).get(calls)).isEqualTo(row.getLong(2));
        assertThat(sent.get(row.getString(1)).get(time))
            .isEqualTo(Math.round(row.getDouble(3) * 1e6));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(300);
  }

  @Test
  void leavesOutWhatWasAcknowledgedAndNothingElse() throws Exception {
    RecordingRun lost = poll();
    lost.spool();
    assertThat(isFull(poll())).as("full after a loss").isTrue();
    RecordingRun full = RecordingRun.of(instance, "query_stats", false, 1, false);
    full.acknowledge();
    RecordingRun unacknowledged = poll();
    assertThat(unacknowledged.rows()).hasSizeLessThan(full.rows().size());
    RecordingRun again = poll();
    assertThat(again.rows().stream().map(row -> row.getKey()).toList())
        .as("what was not acknowledged is sent again")
        .containsAll(unacknowledged.rows().stream().map(row -> row.getKey()).toList());
  }

  @Test
  void publishesATextOnce() throws Exception {
    postgres.execute("select oid from pg_class where relname = 'secret-4711'");
    RecordingRun first = poll();
    first.acknowledge();
    assertThat(first.values(QueryTexts.class).toString()).contains("from pg_class where relname");
    postgres.execute("select oid from pg_class where relname = 'secret-4711'");
    assertThat(poll().values(QueryTexts.class).toString())
        .doesNotContain("from pg_class where relname");
  }

  @Test
  void startsAgainAfterAReset() throws Exception {
    poll().acknowledge();
    RecordingRun before = poll();
    before.acknowledge();
    postgres.execute("select pg_stat_statements_reset()");
    RecordingRun after = poll();
    StatementPollChunk chunk = after.values(StatementPollChunk.class).get(0);
    assertThat(chunk.getFull()).isTrue();
    assertThat(chunk.getEpoch().getCountersSince())
        .isGreaterThan(before.values(StatementPollChunk.class).get(0).getEpoch().getCountersSince())
        .isLessThanOrEqualTo(chunk.getReadStart());
  }

  @Test
  void goesOnAfterACleanRestart() throws Exception {
    poll().acknowledge();
    postgres.restartCleanly();
    RecordingRun after = pollTwiceIfTheConnectionBroke();
    assertThat(isFull(after)).as("the counters are kept").isFalse();
  }

  @Test
  void countsRowsThatTheRoleMayNotSee() throws Exception {
    try (MonitoredInstance narrow = open("narrow")) {
      RecordingRun run = RecordingRun.of(narrow, "query_stats");
      StatementPollChunk chunk = run.values(StatementPollChunk.class).get(0);
      assertThat(chunk.getHiddenRows()).isPositive();
      assertThat(run.remark()).contains("GRANT pg_read_all_stats TO \"narrow\";");
      postgres.execute("grant pg_read_all_stats to narrow");
      RecordingRun granted = RecordingRun.of(narrow, "query_stats");
      StatementPollChunk seesAll = granted.values(StatementPollChunk.class).get(0);
      assertThat(seesAll.getFull()).as("another selection").isTrue();
      assertThat(seesAll.getSelection()).isNotEqualTo(chunk.getSelection());
      assertThat(seesAll.getHiddenRows()).isZero();
    } finally {
      postgres.execute("revoke pg_read_all_stats from narrow");
    }
  }

  @Test
  void saysWhenTheExtensionIsMissingAndGoesOnWhenItIsThere() throws Exception {
    poll().acknowledge();
    postgres.execute("drop extension pg_stat_statements");
    try {
      assertThatThrownBy(this::poll).isInstanceOf(PollFailure.class);
      assertThatThrownBy(this::poll)
          .isInstanceOf(PollFailure.class)
          .hasMessageContaining("CREATE EXTENSION pg_stat_statements;");
    } finally {
      postgres.execute("create schema if not exists tools");
      postgres.execute("create extension pg_stat_statements schema tools version '1.10'");
    }
    assertThatThrownBy(this::poll).hasMessageContaining("GRANT USAGE ON SCHEMA tools TO dbintel;");
    postgres.execute("grant usage on schema tools to dbintel");
    assertThat(poll().values(StatementPollChunk.class).get(0).getCounters())
        .as("the counters of the older extension")
        .doesNotContain(number("wal_buffers_full"));
    postgres.execute("alter extension pg_stat_statements update");
    RecordingRun updated = poll();
    assertThat(isFull(updated)).as("another selection").isTrue();
    assertThat(updated.values(StatementPollChunk.class).get(0).getCounters())
        .contains(number("wal_buffers_full"));
    postgres.execute("alter extension pg_stat_statements set schema public");
  }

  @Test
  void makesKeysByTheLayoutInTheCatalogue() throws Exception {
    postgres.execute("select oid from pg_class where relname = 'the layout'");
    RecordingRun run = poll();
    StatementPollChunk chunk = run.values(StatementPollChunk.class).get(0);
    StatementKeyLayout layout = CATALOGUE.key();
    for (StatementRow row : chunk.getRows()) {
      ByteBuffer key = row.getKey();
      assertThat(key.remaining()).isEqualTo(layout.length()).isEqualTo(17);
      assertThat(Long.toString(key.getLong(4))).isEqualTo(row.getQueryId());
      assertThat(key.get(16)).isEqualTo((byte) (row.getNested() ? 0 : 1));
    }
    assertThat(run.values(QueryTexts.class))
        .flatExtracting(QueryTexts::getTexts)
        .allMatch(text -> text.getKey().remaining() == layout.textLength())
        .allMatch(text -> Long.toString(text.getKey().getLong(4)).equals(text.getQueryId()));
  }

  @Test
  void nestedStatementsComeBeforeTopLevelOnesAndOidsAreUnsigned() {
    StatementKey key = PostgresKey.of(1, 1, -1, true);
    assertThat(key).isGreaterThan(PostgresKey.of(1, 9, 1, true));
    assertThat(key).isGreaterThan(PostgresKey.of(1, 1, -1, false));
    assertThat(PostgresKey.of(3_000_000_000L, 1, 1, true)).isGreaterThan(key);
    StatementKey large = PostgresKey.of(3_000_000_000L, 4_000_000_000L, -5, false);
    assertThat(PostgresKey.dbid(large)).isEqualTo(3_000_000_000L);
    assertThat(PostgresKey.userid(large)).isEqualTo(4_000_000_000L);
    assertThat(PostgresKey.queryid(large)).isEqualTo(-5);
    assertThat(PostgresKey.ofText(3_000_000_000L, -5)).isEqualTo(large.prefix(12));
  }

  private static int number(String counter) {
    return CATALOGUE.byName(counter).orElseThrow().number();
  }

  private RecordingRun poll() throws PollFailure {
    return RecordingRun.of(instance, "query_stats");
  }

  private RecordingRun pollTwiceIfTheConnectionBroke() throws PollFailure {
    try {
      return poll();
    } catch (PollFailure broken) {
      return poll();
    }
  }

  private static boolean isFull(RecordingRun run) {
    return run.values(StatementPollChunk.class).get(0).getFull();
  }
}
