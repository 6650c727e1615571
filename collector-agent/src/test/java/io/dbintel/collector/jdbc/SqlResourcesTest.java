package io.dbintel.collector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.systems.postgresql.sessions.PostgresSessions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlResourcesTest {

  private final SqlResources sql = SqlResources.nextTo(PostgresSessions.class);

  @Test
  void takesTheNewestFileThatTheServerCanRun() {
    assertThat(sql.forVersion("sessions", 13)).isEqualTo(sql.read("sessions_12"));
    assertThat(sql.forVersion("sessions", 18)).isEqualTo(sql.read("sessions_14"));
    assertThat(sql.read("blocking")).startsWith("select");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> sql.forVersion("sessions", 11))
        .hasMessageContainingAll("sessions_N.sql", "11", "postgresql.sessions");
    assertThatThrownBy(() -> sql.read("absent")).hasMessageContaining("absent.sql");
  }

  @Test
  void settingsDoNotPrintTheirSecrets() {
    JdbcSettings settings =
        new JdbcSettings(
            "a", "jdbc:x", Map.of("password", "secret-4711"), 2, Duration.ofSeconds(1));
    assertThat(settings.toString()).contains("password").doesNotContain("4711");
  }
}
