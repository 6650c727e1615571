package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.collector.AgentCommandRun;
import io.dbintel.collector.TestConfig;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says may quote data: it is in no failure, not even as its cause, and in no log. */
class ServerTextsTest {

  @TempDir Path directory;

  @Test
  void aFailureHasTheNameOfItsConditionAndNoTextOfTheServer() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      postgres.execute("create role dbintel login password 'monitor' in role pg_monitor");
      PostgresConfig config = TestConfig.instance(postgres, "dbintel", "monitor");
      try (PostgresConnections connections = PostgresConnections.open(config)) {
        PollFailure failure =
            catchThrowableOfType(
                PollFailure.class,
                () ->
                    connections
                        .jdbc()
                        .inTransaction(
                            c -> SessionSettings.row(c, "select 'secret-4711'::text::int")));
        assertThat(failure)
            .hasMessageContaining("SQLSTATE 22P02 invalid_text_representation")
            .hasMessageNotContaining("4711");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("22P02").doesNotContain("4711");
      }
    }
  }

  @Test
  void nothingTheServerOrThePoolSaysIsLogged() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      List<String> log = AgentCommandRun.check(postgres, "no_such_role", directory);
      assertThat(log)
          .noneMatch(line -> line.contains("FATAL"))
          .noneMatch(line -> line.contains("PSQLException"))
          .noneMatch(line -> line.contains("hikari"))
          .anyMatch(line -> line.contains("no_such_role"));
    }
  }

  @Test
  void everyConditionOfTheStandardTableHasAName() {
    assertThat(SqlStates.named("22021")).isEqualTo("22021 character_not_in_repertoire");
    assertThat(SqlStates.named("0A000")).isEqualTo("0A000 feature_not_supported");
    assertThat(SqlStates.named("25P04")).isEqualTo("25P04 transaction_timeout");
    assertThat(SqlStates.named("99999")).isEqualTo("99999");
  }
}
