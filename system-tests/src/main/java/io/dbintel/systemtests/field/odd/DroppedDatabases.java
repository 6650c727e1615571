package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.sql.SQLException;

/** Databases and roles that come and go while they are read. */
public final class DroppedDatabases implements OddServer {

  private static final int TIMES = 20;

  @Override
  public String name() {
    return "databases dropped during polls";
  }

  @Override
  public String asserted() {
    return "no poll fails";
  }

  @Override
  public void run(FieldRig rig) throws SQLException {
    EmbeddedPostgres server = rig.server(version());
    try (Watch watch = rig.watch(OddInstance.on(server))) {
      for (int i = 0; i < TIMES; i++) {
        server.execute("create database brief strategy file_copy");
        FieldRig.execute(server, "brief", "select " + i + " as in_brief");
        server.execute("drop database brief with (force)");
      }
      watch.awaitEverything();
    }
  }
}
