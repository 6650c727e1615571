package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.util.List;

/** A role whose every setting is against us. */
public final class HostileRole implements OddServer {

  private static final List<String> SETTINGS =
      List.of(
          "search_path = public, pg_catalog",
          "default_transaction_isolation = serializable",
          "statement_timeout = 1",
          "lock_timeout = 1",
          "idle_in_transaction_session_timeout = 1",
          "idle_session_timeout = 1",
          "transaction_timeout = 1",
          "datestyle = 'German, DMY'",
          "intervalstyle = sql_standard",
          "timezone = 'Asia/Kathmandu'",
          "bytea_output = escape",
          "standard_conforming_strings = off",
          "client_encoding = latin1",
          "client_min_messages = debug5",
          "session_replication_role = replica",
          "exit_on_error = on",
          "jit = on",
          "jit_above_cost = 0",
          "enable_hashjoin = off");

  @Override
  public String name() {
    return "role with hostile settings";
  }

  @Override
  public String asserted() {
    return "every collector works, no poll fails";
  }

  @Override
  public void run(FieldRig rig) {
    EmbeddedPostgres server = rig.server(version());
    server.execute(
        "create role hostile login in role pg_monitor password '" + OddInstance.PASSWORD + "'");
    SETTINGS.forEach(setting -> server.execute("alter role hostile set " + setting));
    try (Watch watch = rig.watch(OddInstance.on(server).with("user", "hostile"))) {
      watch.awaitEverything();
    }
  }
}
