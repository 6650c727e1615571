package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A role that is shown times with one digit. */
public final class RoundedTimes implements OddServer {

  private static final int TIME =
      SystemCatalogue.of("postgresql")
          .statements()
          .orElseThrow()
          .byName("total_exec_time")
          .map(StatementCounter::number)
          .orElseThrow();

  @Override
  public String name() {
    return "extra_float_digits = -15";
  }

  @Override
  public String asserted() {
    return "times arrive to the nanosecond";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    EmbeddedPostgres server = rig.server(version());
    server.execute(
        "create role rounding login in role pg_monitor password '" + OddInstance.PASSWORD + "'");
    server.execute("alter role rounding set extra_float_digits = -15");
    FieldRig.execute(
        server,
        "postgres",
        "select count(*) as exact_times from pg_class",
        "select count(*) as exact_times from pg_class");
    String id;
    long nanos;
    try (Connection connection = server.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select queryid, total_exec_time from pg_stat_statements"
                    + " where query like '%exact_times%' and calls = 2")) {
      row.next();
      id = row.getString(1);
      nanos = (long) Math.rint(row.getDouble(2) * 1e6);
    }
    try (Watch watch = rig.watch(OddInstance.on(server).with("user", "rounding"))) {
      watch.awaitEverything();
      watch.await(
          "a time of " + nanos + " ns",
          () -> watch.values(StatementPollChunk.class).stream().anyMatch(c -> has(c, id, nanos)));
    }
  }

  private static boolean has(StatementPollChunk chunk, String id, long nanos) {
    int column = chunk.getCounters().indexOf(TIME);
    for (StatementRow row : chunk.getRows()) {
      if (id.equals(row.getQueryId()) && row.getValues().get(column) == nanos) {
        return true;
      }
    }
    return false;
  }
}
