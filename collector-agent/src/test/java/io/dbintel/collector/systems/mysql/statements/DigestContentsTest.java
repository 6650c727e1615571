package io.dbintel.collector.systems.mysql.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.mysql.TestServers;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.catalogue.StatementKeyLayout;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rows and texts a poll carries, and what it remarks. */
class DigestContentsTest {

  private static final String TABLE = "performance_schema.events_statements_summary_by_digest";
  private static final TestServers SERVERS = new TestServers();

  @AfterAll
  static void stopServers() {
    SERVERS.close();
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void leavesOutWhatWasAcknowledgedAndDidNotRunSince(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    for (int i = 1; i < 60; i++) {
      mysql.execute("select 1 as quiet_" + i);
    }
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      poll(instance).acknowledge();
      poll(instance).acknowledge(); // all rows are read, few have changed
      mysql.execute("select 1 as quiet_7", "select 1 as never_seen_before");
      RecordingRun changed = poll(instance);
      assertThat(chunk(changed).getFull()).isFalse();
      assertThat(chunk(changed).getRowsTotal()).as("filtered by the server").isEqualTo(-1);
      assertThat(changed.rows()).hasSizeBetween(2, 15);
      assertThat(texts(changed)).anyMatch(text -> has(text, "never_seen_before"));
      RecordingRun unacknowledged = poll(instance);
      assertThat(keys(unacknowledged)).containsAll(keys(changed));
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void publishesTextsOnceAndWithoutLiterals(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    String secret =
        "select 'secret-4711' as with_literals, 0x5EC, -17.5, \"it's\" /* comment-4711 */";
    mysql.execute(secret);
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      RecordingRun first = poll(instance);
      first.acknowledge();
      List<QueryText> texts = texts(first);
      assertThat(texts).anyMatch(text -> has(text, "with_literals"));
      assertThat(texts)
          .extracting(QueryText::getText)
          .noneMatch(text -> text.contains("4711") || text.contains("17.5"));
      assertThat(texts)
          .filteredOn(text -> has(text, "with_literals"))
          .noneMatch(QueryText::getTruncated);
      mysql.execute(secret);
      assertThat(texts(poll(instance))).noneMatch(text -> has(text, "with_literals"));
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void saysWhenATextWasCut(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    mysql.execute("select 1 as short_text" + ", current_user() as a_column_name".repeat(20));
    mysql.execute("select 1 as long_text" + ", current_user() as a_column_name".repeat(200));
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      List<QueryText> texts = texts(poll(instance));
      assertThat(texts)
          .filteredOn(text -> has(text, "long_text"))
          .singleElement()
          .matches(QueryText::getTruncated);
      assertThat(texts)
          .filteredOn(text -> has(text, "short_text"))
          .singleElement()
          .matches(text -> !text.getTruncated());
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void keepsSchemasApartAndSharesTheirTexts(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    String odd = "Ünïcode `x` " + "y".repeat(40);
    for (String schema : List.of("plain", odd)) {
      String quoted = "`" + schema.replace("`", "``") + "`";
      mysql.execute(
          "create database if not exists " + quoted, "use " + quoted, "select 1 as in_a_schema");
    }
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      RecordingRun run = poll(instance);
      List<StatementPollChunk> chunks = run.values(StatementPollChunk.class);
      assertThat(chunks).flatExtracting(StatementPollChunk::getDatabases).contains("plain", odd);
      StatementKeyLayout layout =
          SystemCatalogue.of(TestServers.system(mysql)).statements().orElseThrow().key();
      assertThat(run.rows()).allMatch(row -> row.getKey().remaining() == layout.length());
      assertThat(keys(run)).as("no key twice").hasSize(run.rows().size());
      assertThat(texts(run))
          .filteredOn(text -> has(text, "in_a_schema"))
          .singleElement()
          .satisfies(
              text ->
                  assertThat(run.rows())
                      .filteredOn(row -> startsWith(row.getKey(), text.getKey()))
                      .hasSizeGreaterThanOrEqualTo(2));
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void tellsTheStatementsThatFoundNoPlaceTogether(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql =
            TestServers.withUser(
                EmbeddedMysql.builder(release)
                    .setting("performance-schema-digests-size", "20")
                    .start());
        MonitoredInstance instance = TestServers.open(mysql)) {
      RecordingRun empty = poll(instance);
      empty.acknowledge();
      assertThat(empty.remark()).isNull();
      assertThat(chunk(empty).getEvictionsAfter()).isZero();
      for (int i = 1; i < 60; i++) {
        mysql.execute("select 1 as many_" + i);
      }
      RecordingRun full = poll(instance);
      assertThat(full.remark()).contains("is full (20 rows)", "performance_schema_digests_size");
      assertThat(chunk(full).getEpoch()).as("as before").isEqualTo(chunk(empty).getEpoch());
      StatementRow overflow =
          full.rows().stream()
              .filter(row -> row.getQueryId().equals("overflow"))
              .findFirst()
              .orElseThrow();
      assertThat(overflow.getValues().get(0)).isGreaterThanOrEqualTo(40);
      assertThat(chunk(full).getEvictionsAfter())
          .isGreaterThanOrEqualTo(overflow.getValues().get(0));
      assertThat(chunk(full).getHiddenRows()).isZero();
      mysql.execute("truncate table " + TABLE);
      RecordingRun emptied = poll(instance);
      assertThat(emptied.remark()).isNull();
      assertThat(emptied.rows()).noneMatch(row -> row.getQueryId().equals("overflow"));
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void saysWhichConsumersAreOffAndHowToSwitchThemOn(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    mysql.execute(
        "update performance_schema.setup_consumers set enabled = 'NO'"
            + " where name in ('statements_digest', 'thread_instrumentation')");
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      String remark = poll(instance).remark();
      assertThat(remark).contains("(statements_digest, thread_instrumentation)");
      mysql.execute(remark.substring(remark.indexOf("UPDATE")));
      assertThat(poll(instance).remark()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void failsWhenNothingIsCounted(MysqlRelease release) {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql =
        EmbeddedMysql.builder(release).setting("performance-schema", "OFF").start()) {
      mysql.execute(
          "CREATE USER 'dbintel'@'%' IDENTIFIED BY 'monitor'",
          "GRANT SELECT ON performance_schema.* TO 'dbintel'@'%'");
      try (MonitoredInstance instance = TestServers.open(mysql)) {
        assertThatThrownBy(() -> poll(instance))
            .isInstanceOfSatisfying(
                PollFailure.class, f -> assertThat(f.reason()).isEqualTo("performance_schema_off"))
            .hasMessageContaining("performance_schema = ON");
      }
      mysql.setting("performance-schema", "ON");
      mysql.setting("performance-schema-digests-size", "0");
      mysql.restartCleanly();
      try (MonitoredInstance instance = TestServers.open(mysql)) {
        assertThatThrownBy(() -> poll(instance))
            .hasMessageContaining("performance_schema_digests_size");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void itsOwnStatementsAndSessionsCanBeRecognised(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    mysql.execute("truncate table " + TABLE);
    try (MonitoredInstance instance = TestServers.open(mysql);
        Connection connection = mysql.connection();
        Statement statement = connection.createStatement()) {
      poll(instance);
      poll(instance);
      try (ResultSet row =
          statement.executeQuery(
              "select group_concat(digest_text separator '\\n') from "
                  + TABLE
                  + " where digest_text like 'SELECT%performance_schema%'"
                  + " and digest_text not like '%dbintel_%'")) {
        row.next();
        assertThat(row.getString(1)).isNull();
      }
      try (ResultSet row =
          statement.executeQuery(
              "select count(*) from performance_schema.session_connect_attrs"
                  + " where attr_name = 'program_name' and attr_value = 'dbintel-agent'")) {
        row.next();
        assertThat(row.getInt(1)).isPositive();
      }
    }
  }

  private static boolean has(QueryText text, String alias) {
    return text.getText().contains("AS `" + alias + "`");
  }

  private static boolean startsWith(ByteBuffer key, ByteBuffer prefix) {
    return key.slice(0, prefix.remaining()).equals(prefix);
  }

  private static Set<ByteBuffer> keys(RecordingRun run) {
    return run.rows().stream().map(StatementRow::getKey).collect(Collectors.toSet());
  }

  private static List<QueryText> texts(RecordingRun run) {
    return run.values(QueryTexts.class).stream()
        .flatMap(texts -> texts.getTexts().stream())
        .toList();
  }

  private static StatementPollChunk chunk(RecordingRun run) {
    return run.values(StatementPollChunk.class).get(0);
  }

  private static RecordingRun poll(MonitoredInstance instance) throws PollFailure {
    return RecordingRun.of(instance, "query_stats");
  }
}
