package io.dbintel.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with the memory that the agent's start script gives it. */
class AgentHeapTest {

  private static final Path SCRIPT = Path.of("src/main/dist/bin/dbintel-agent");
  private static final Pattern HEAP = Pattern.compile("-Xmx\\S+");
  private static final int SESSIONS = 54;

  @TempDir Path directory;

  @Test
  void holdsTheLargestInstance() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      String output =
          run(
              HeavyInstance.class,
              broker.bootstrapServers(),
              directory.resolve("spool").toString());
      assertThat(output).contains("heap at most");
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(rowsOfFullPolls(broker))
                      .as("the first poll and the one at the stop")
                      .isGreaterThanOrEqualTo(2 * HeavyInstance.STATEMENTS));
      Set<String> sessions = new HashSet<>();
      broker
          .values(SessionTick.class)
          .forEach(tick -> tick.getSessions().forEach(s -> sessions.add(s.getSessionId())));
      assertThat(sessions).hasSize(HeavyInstance.SESSIONS);
      assertThat(
              broker.values(MetricPoll.class).stream()
                  .filter(poll -> poll.getSeq() == 1)
                  .mapToInt(poll -> poll.getGroups().get(0).getRows().size())
                  .sum())
          .isEqualTo(HeavyInstance.DATABASES);
      assertThat(broker.values(QueryTexts.class)).isNotEmpty();
    }
  }

  private static int rowsOfFullPolls(TestBroker broker) {
    return broker.values(StatementPollChunk.class).stream()
        .filter(StatementPollChunk::getFull)
        .mapToInt(chunk -> chunk.getRows().size())
        .sum();
  }

  @Test
  void holdsSessionsThatShowAMegabyteEach() throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setting("track_activity_query_size", "1MB").start();
        Sleepers sleepers = new Sleepers(postgres)) {
      for (int i = 0; i < SESSIONS; i++) {
        sleepers.add("select pg_sleep(600), length('" + "é".repeat(500_000) + "'), " + i);
      }
      assertThat(
              run(
                  SessionTicks.class,
                  postgres.host(),
                  Integer.toString(postgres.port()),
                  postgres.superuser()))
          .contains(SESSIONS + " sessions, " + SESSIONS + " texts cut");
    }
  }

  private String run(Class<?> main, String... arguments) throws Exception {
    Matcher heap = HEAP.matcher(Files.readString(SCRIPT));
    assertThat(heap.find()).isTrue();
    Path output = directory.resolve("output");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                heap.group(),
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlogback.configurationFile=dbintel-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  /** Sessions that run a statement until they are closed. */
  private static final class Sleepers implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final List<Connection> connections = new ArrayList<>();

    Sleepers(EmbeddedPostgres postgres) {
      this.postgres = postgres;
    }

    void add(String sql) throws SQLException {
      Connection connection = postgres.connection("postgres");
      connections.add(connection);
      Thread thread =
          new Thread(
              () -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute(sql);
                } catch (SQLException ended) {
                  // it was closed
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws SQLException {
      for (Connection connection : connections) {
        connection.abort(Runnable::run);
      }
    }
  }
}
