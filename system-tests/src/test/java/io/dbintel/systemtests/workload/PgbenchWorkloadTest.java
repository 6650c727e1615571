package io.dbintel.systemtests.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.FreePort;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgbenchWorkloadTest {

  @TempDir private Path directory;

  @Test
  void countsWholeRounds() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        Connection superuser = postgres.connection("postgres")) {
      WorkloadSchema.create(superuser);
      try (Workload workload = pgbench(postgres.host(), postgres.port())) {
        workload.resume();
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> workload.executions().values().stream().allMatch(count -> count > 0));
        workload.pause();
        assertThat(workload.executions().values()).allMatch(count -> count % 100 == 0);
        assertThat(workload.name()).isEqualTo("pgbench");
      }
    }
  }

  @Test
  void saysWhatPgbenchSaid() {
    try (Workload workload = pgbench("127.0.0.1", FreePort.find())) {
      workload.resume();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThatThrownBy(workload::pause)
                      .hasStackTraceContaining("pgbench ended with exit code"));
    }
  }

  private Workload pgbench(String host, int port) {
    Optional<Workload> found = PgbenchWorkload.find(host, port, "postgres", directory);
    assumeTrue(found.isPresent(), "pgbench is not installed");
    return found.get();
  }
}
