package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.SQLException;

/** The agent is connected to a database whose encoding has no room for the texts of others. */
public final class NarrowEncoding implements OddServer {

  @Override
  public String name() {
    return "LATIN1 database, statements in Chinese";
  }

  @Override
  public String asserted() {
    return "texts are read in another database";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    try (EmbeddedPostgres server = FieldRig.withRole(EmbeddedPostgres.builder().start())) {
      server.execute("create database narrow encoding 'LATIN1' template template0 locale 'C'");
      FieldRig.execute(server, "narrow", "create extension pg_stat_statements");
      server.execute("select 1 as \"漢字\"");
      try (Watch watch = rig.watch(OddInstance.on(server).with("database", "narrow"))) {
        watch.awaitEverything();
        watch.await("the text", () -> watch.texts().stream().anyMatch(text -> text.contains("漢字")));
      }
    }
  }
}
