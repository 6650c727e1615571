package io.dbintel.systemtests.field.odd;

import io.dbintel.collector.system.CheckFinding;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.PgBouncer;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PgBouncer between the agent and the server.
 *
 * @param mode session, transaction or statement
 * @param settings more lines of pgbouncer.ini
 */
public record Bouncer(String mode, Map<String, String> settings) implements OddServer {

  public Bouncer {
    settings = Map.copyOf(settings);
  }

  private boolean works() {
    return !mode.equals("statement");
  }

  @Override
  public String name() {
    return "PgBouncer, pool_mode " + mode + (settings.isEmpty() ? "" : ", parameters ignored");
  }

  @Override
  public String asserted() {
    return works()
        ? "told by check, every collector works, nothing stays with the next borrower"
        : "named with its setting by check and outcomes";
  }

  @Override
  public Optional<String> unavailable() {
    return PgBouncer.installed() ? Optional.empty() : Optional.of("PgBouncer is not installed");
  }

  @Override
  public void run(FieldRig rig) {
    EmbeddedPostgres server = rig.server(version());
    try (PgBouncer pooler =
        PgBouncer.start(server, mode, Map.of("dbintel", OddInstance.PASSWORD), settings)) {
      OddInstance instance = OddInstance.at(pooler.host(), pooler.port());
      List<CheckFinding> findings = rig.check(instance);
      Watch.require(
          findings.stream()
              .anyMatch(f -> f.missing() != works() && f.what().startsWith("PgBouncer")),
          "check does not name PgBouncer: " + findings);
      try (Watch watch = rig.watch(instance)) {
        if (works()) {
          watch.awaitEverything();
        } else {
          watch.await("the setting", () -> watch.problems().contains("pool_mode = transaction"));
        }
      }
    }
  }
}
