package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.SQLException;

/**
 * A database, a role, a schema and a table of one name.
 *
 * @param called the name
 */
public record OddNames(String called) implements OddServer {

  @Override
  public String name() {
    return "names like " + called;
  }

  @Override
  public String asserted() {
    return "every collector works";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    EmbeddedPostgres server = rig.server(version());
    String quoted = '"' + called.replace("\"", "\"\"") + '"';
    server.execute("create database odd_name");
    server.execute(
        "create role "
            + quoted
            + " login in role pg_monitor password '"
            + OddInstance.PASSWORD
            + "'");
    FieldRig.execute(
        server,
        "odd_name",
        "create schema " + quoted,
        "create extension pg_stat_statements schema " + quoted,
        "grant usage on schema " + quoted + " to " + quoted,
        "create table " + quoted + "." + quoted + " (id int)",
        "select count(*) from " + quoted + "." + quoted);
    server.execute("alter database odd_name rename to " + quoted);
    try (Watch watch =
        rig.watch(OddInstance.on(server).with("user", called).with("database", called))) {
      watch.awaitEverything();
    }
  }
}
