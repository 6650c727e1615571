package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.TestConfig;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.ServerRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The new timeline is seen at once, long before the checkpoint that writes it to the control file.
 */
class PromotedStandbyTest {

  @ParameterizedTest
  @ValueSource(strings = {"12", "18"})
  void hasItsNewTimelineAtOnce(String version) throws SQLException {
    try (EmbeddedPostgres primary =
        EmbeddedPostgres.builder()
            .version(version)
            .setting("checkpoint_completion_target", "0.9")
            .start()) {
      primary.execute(
          "CREATE TABLE filler AS SELECT repeat('x', 200) FROM generate_series(1, 50000)");
      try (EmbeddedPostgres standby =
          EmbeddedPostgres.builder().version(version).standbyOf(primary).start()) {
        assertThat(identity(standby).role()).isEqualTo(ServerRole.STANDBY);
        assertThat(identity(standby).timeline()).isEqualTo(1);
        primary.execute("CREATE TABLE more AS SELECT * FROM filler");
        awaitTable(standby);

        standby.promote();

        assertThat(identity(standby).role()).isEqualTo(ServerRole.PRIMARY);
        assertThat(identity(standby).timeline()).isEqualTo(2);
      }
    }
  }

  private static ServerIdentity identity(EmbeddedPostgres server) throws SQLException {
    try (Connection superuser = server.connection("postgres")) {
      return ServerIdentity.read(superuser, TestConfig.instance(server, server.superuser(), null));
    }
  }

  private static void awaitTable(EmbeddedPostgres standby) throws SQLException {
    boolean there = false;
    while (!there) {
      try (Connection superuser = standby.connection("postgres");
          Statement statement = superuser.createStatement();
          ResultSet row = statement.executeQuery("SELECT to_regclass('more') IS NOT NULL")) {
        row.next();
        there = row.getBoolean(1);
      }
    }
  }
}
