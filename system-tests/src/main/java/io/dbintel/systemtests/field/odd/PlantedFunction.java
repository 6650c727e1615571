package io.dbintel.systemtests.field.odd;

import io.dbintel.collector.system.CheckFinding;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;

/** Someone has made a function that fits the agent's call better than the built-in one. */
public final class PlantedFunction implements OddServer {

  private static final String PLANTED = "planted function runs";

  @Override
  public String name() {
    return "planted function and table in public";
  }

  @Override
  public String asserted() {
    return "nothing planted runs, a missing grant is found";
  }

  @Override
  public String version() {
    return "14";
  }

  @Override
  public void run(FieldRig rig) {
    EmbeddedPostgres server = rig.server(version());
    server.execute(
        "create function public.pg_has_role(name, text, text) returns boolean language plpgsql as"
            + " $$ begin raise log '"
            + PLANTED
            + "'; return true; end $$");
    server.execute("create table public.pg_roles (rolname text)");
    server.execute("create role plain login password '" + OddInstance.PASSWORD + "'");
    Watch.require(
        rig.check(OddInstance.on(server).with("user", "plain")).stream()
            .filter(CheckFinding::missing)
            .anyMatch(finding -> finding.fix().contains("GRANT pg_monitor TO plain")),
        "check does not tell that a grant is missing");
    try (Watch watch = rig.watch(OddInstance.on(server))) {
      watch.awaitEverything();
    }
    Watch.require(!server.serverLog().contains(PLANTED), "the planted function ran");
  }
}
