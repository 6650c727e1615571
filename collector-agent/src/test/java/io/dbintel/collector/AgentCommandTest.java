package io.dbintel.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandTest {

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheSchemaOfTheConfiguration() {
    assertThat(execute("config-schema")).isZero();
    assertThat(out.toString()).contains("\"bootstrapServers\"").contains("\"allColumnsEvery\"");
  }

  @Test
  void showsItsUsageWithoutASubcommand() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("run", "check", "config-schema");
  }

  @Test
  void refusesAConfigurationWithAnUnknownKey() throws Exception {
    Path config = Files.writeString(directory.resolve("agent.yaml"), "kafka: {bootstrapServer: x}");
    assertThat(execute("run", "--config", config.toString())).isEqualTo(2);
    assertThat(execute("check", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("kafka.bootstrapServer");
  }

  @Test
  void theExampleIsAValidConfiguration() throws Exception {
    Path example = Path.of("src/main/dist/config/agent.example.yaml");
    String yaml = Files.readString(example).replace("${env:ORDERS_DB_PASSWORD}", "secret");
    assertThat(ConfigLoader.parse(AgentConfig.class, yaml).instances().get(0).id())
        .isEqualTo("acme/orders");
  }

  @Test
  void saysWhatAnInstanceLacksAndTheSqlThatMendsIt() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setting("compute_query_id", "off")
            .setting("pg_stat_statements.track", "none")
            .start()) {
      postgres.execute("create role dbintel login password 'monitor'");
      postgres.execute("drop extension pg_stat_statements");
      Path config = config(postgres);
      assertThat(execute("check", "--config", config.toString())).isEqualTo(1);
      assertThat(out.toString())
          .contains("GRANT pg_monitor TO dbintel;")
          .contains("CREATE EXTENSION pg_stat_statements;")
          .contains("ALTER SYSTEM SET compute_query_id = 'auto'; SELECT pg_reload_conf();")
          .contains("ALTER SYSTEM SET pg_stat_statements.track = 'top'");
    }
  }

  @Test
  void advisesWhenAllThatIsNeededIsThere() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      postgres.execute("create role dbintel login password 'monitor'");
      postgres.execute("grant pg_monitor to dbintel");
      postgres.execute("drop extension pg_stat_statements");
      postgres.execute("create extension pg_stat_statements version '1.10'");
      Path config = config(postgres);
      assertThat(execute("check", "--config", config.toString())).isZero();
      assertThat(out.toString())
          .contains("ALTER EXTENSION pg_stat_statements UPDATE;")
          .contains("track_io_timing")
          .endsWith("  ready\n");
    }
  }

  @Test
  void saysWhyAnInstanceCannotBeReached() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("agent.yaml"),
            TestConfig.yaml(
                "localhost:1", "127.0.0.1", 1, "dbintel", directory.resolve("spool"), "{}"));
    assertThat(execute("check", "--config", config.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("nothing listens at 127.0.0.1:1");
  }

  private Path config(EmbeddedPostgres postgres) throws IOException {
    String yaml =
        TestConfig.yaml(
            "localhost:1",
            postgres.host(),
            postgres.port(),
            "dbintel\n    password: monitor",
            directory.resolve("spool"),
            "{}");
    return Files.writeString(directory.resolve("agent.yaml"), yaml);
  }

  private int execute(String... args) {
    return AgentCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
