package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.Pgpool;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.util.List;
import java.util.Optional;

/** Pgpool-II, before one server and before two. */
public final class PgpoolBalance implements OddServer {

  @Override
  public String name() {
    return "Pgpool-II before one and two servers";
  }

  @Override
  public String asserted() {
    return "works before one; mixing counters of two is refused by name";
  }

  @Override
  public Optional<String> unavailable() {
    return Pgpool.installed() ? Optional.empty() : Optional.of("Pgpool-II is not installed");
  }

  @Override
  public void run(FieldRig rig) {
    EmbeddedPostgres server = rig.server(version());
    try (Pgpool pooler = Pgpool.start(List.of(server));
        Watch watch = rig.watch(trusted(server, pooler))) {
      watch.awaitEverything();
    }
    try (EmbeddedPostgres standby = EmbeddedPostgres.builder().standbyOf(server).start();
        Pgpool pooler = Pgpool.start(List.of(server, standby));
        Watch watch = rig.watch(trusted(server, pooler))) {
      watch.await("the refusal", () -> watch.problems().contains("load_balance_mode = off"));
    }
  }

  private static OddInstance trusted(EmbeddedPostgres server, Pgpool pooler) {
    return OddInstance.at(pooler.host(), pooler.port()).with("user", server.superuser());
  }
}
