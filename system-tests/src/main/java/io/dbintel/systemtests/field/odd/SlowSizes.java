package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.SQLException;

/** A database of so many files that adding up their sizes takes longer than a statement may. */
public final class SlowSizes implements OddServer {

  private static final int FILES = 120_000;

  @Override
  public String name() {
    return "pg_database_size over the statement timeout";
  }

  @Override
  public String asserted() {
    return "the other metrics arrive, the slow group is named";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    try (EmbeddedPostgres server = FieldRig.withRole(EmbeddedPostgres.builder().start())) {
      server.execute("create database large strategy file_copy");
      FieldRig.execute(
          server,
          "postgres",
          "do $$ declare folder text := current_setting('data_directory') || '/base/' || (select"
              + " oid from pg_database where datname = 'large'); begin for i in 1.."
              + FILES
              + " loop execute format('copy (select) to %L', folder || '/x' || i); end loop; end"
              + " $$");
      OddInstance instance = OddInstance.on(server).with("connection.statementTimeout", "200ms");
      try (Watch watch = rig.watch(instance)) {
        watch.await("the slow group", () -> watch.problems().contains("database_sizes"));
        watch.await("metrics of databases", () -> has(watch, "databases"));
        watch.await("metrics of tables", () -> has(watch, "table_count"));
        Watch.require(!has(watch, "database_sizes"), "the sizes were not slow");
      }
    }
  }

  private static boolean has(Watch watch, String group) {
    return watch.values(MetricPoll.class).stream()
        .flatMap(poll -> poll.getGroups().stream())
        .anyMatch(found -> found.getGroup().equals(group) && !found.getRows().isEmpty());
  }
}
