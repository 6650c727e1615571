package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.SQLException;

/** A statement in a database without an encoding that is no text in any. */
public final class InvalidBytes implements OddServer {

  @Override
  public String name() {
    return "SQL_ASCII, statement with invalid bytes";
  }

  @Override
  public String asserted() {
    return "named with the fix; then all texts arrive, the one with replacements";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    try (EmbeddedPostgres server = FieldRig.withRole(EmbeddedPostgres.builder().start())) {
      server.execute(
          "create database unchecked encoding 'SQL_ASCII' template template0 locale 'C'");
      server.execute("select 1 as of_another_client");
      FieldRig.execute(
          server,
          "unchecked",
          "do $do$ begin execute convert_from('select 1 as \"gr\\374\\337\"'::bytea,"
              + " 'SQL_ASCII'); end $do$");
      try (Watch watch = rig.watch(OddInstance.on(server))) {
        watch.await(
            "the fix", () -> watch.problems().contains("CREATE EXTENSION pg_stat_statements"));
        FieldRig.execute(server, "unchecked", "create extension pg_stat_statements");
      }
      try (Watch watch = rig.watch(OddInstance.on(server))) {
        watch.awaitEverything();
        watch.await(
            "the others' texts",
            () -> watch.texts().stream().anyMatch(text -> text.contains("of_another_client")));
        watch.await(
            "the one text",
            () -> watch.texts().stream().anyMatch(text -> text.contains("gr\uFFFD")));
      }
    }
  }
}
