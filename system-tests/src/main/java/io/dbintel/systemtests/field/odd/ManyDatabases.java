package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.SQLException;

/** Thousands of databases, by rows in the catalogue, and of roles. */
public final class ManyDatabases implements OddServer {

  private static final int DATABASES = 4_000;

  @Override
  public String name() {
    return "4,000 databases and 4,000 roles";
  }

  @Override
  public String asserted() {
    return "metrics of all arrive, in several records";
  }

  @Override
  public String version() {
    return "14";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    try (EmbeddedPostgres server =
        FieldRig.withRole(
            EmbeddedPostgres.builder().version(version()).setting("autovacuum", "off").start())) {
      FieldRig.execute(
          server,
          "postgres",
          "set allow_system_table_mods = on",
          "insert into pg_database select 100000 + g, 'tenant_' || g, 10, 6, 'C', 'C', false, true,"
              + " -1, 13000, '726', '1', 1663, null from generate_series(1, "
              + DATABASES
              + ") as g",
          "do $$ begin for i in 1..4000 loop execute 'create role tenant_' || i; end loop; end $$");
      try (Watch watch = rig.watch(OddInstance.on(server))) {
        watch.awaitEverything();
        watch.await("the metrics of all databases", () -> databases(watch) >= DATABASES);
        Watch.require(watch.values(MetricPoll.class).size() > 1, "all in one record");
      }
    }
  }

  private static long databases(Watch watch) {
    return watch.values(MetricPoll.class).stream()
        .flatMap(poll -> poll.getGroups().stream())
        .filter(group -> group.getGroup().equals("databases"))
        .flatMap(group -> group.getRows().stream())
        .map(row -> row.getAttributes().get("db.namespace"))
        .distinct()
        .count();
  }
}
