package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Sessions whose texts have a megabyte. */
public final class LargeTexts implements OddServer {

  private static final int SESSIONS = 20;
  private static final int MAX_CHARACTERS = 4_096;

  @Override
  public String name() {
    return "track_activity_query_size = 1 MB";
  }

  @Override
  public String asserted() {
    return "texts of sessions arrive, cut in the server";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    List<Connection> connections = new ArrayList<>();
    try (EmbeddedPostgres server =
        FieldRig.withRole(
            EmbeddedPostgres.builder().setting("track_activity_query_size", "1MB").start())) {
      String text =
          "select 1 as large from pg_class where relname in ('x'"
              + ", 'abcdefgh'".repeat(80_000)
              + ")";
      for (int i = 0; i < SESSIONS; i++) {
        Connection connection = server.connection("postgres");
        connection.setAutoCommit(false);
        connections.add(connection);
        try (Statement statement = connection.createStatement()) {
          statement.execute(text);
        }
      }
      try (Watch watch = rig.watch(OddInstance.on(server))) {
        watch.await("texts", () -> large(watch).size() >= SESSIONS);
        Watch.require(
            large(watch).stream().allMatch(s -> s.getQueryText().length() <= MAX_CHARACTERS),
            "a text is longer than " + MAX_CHARACTERS);
        watch.awaitEverything();
      }
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private static List<Session> large(Watch watch) {
    return watch.values(SessionTick.class).stream()
        .flatMap(tick -> tick.getSessions().stream())
        .filter(session -> session.getQueryText() != null)
        .filter(session -> session.getQueryText().contains("large"))
        .toList();
  }
}
