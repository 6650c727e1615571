package io.dbintel.systemtests.field.odd;

import io.dbintel.collector.system.CheckFinding;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;

/** A standby whose transactions are serializable unless they say otherwise. */
public final class SerializableStandby implements OddServer {

  @Override
  public String name() {
    return "standby, default isolation serializable";
  }

  @Override
  public String asserted() {
    return "every collector works, check finds nothing";
  }

  @Override
  public void run(FieldRig rig) {
    try (EmbeddedPostgres standby =
        EmbeddedPostgres.builder()
            .setting("default_transaction_isolation", "serializable")
            .standbyOf(rig.server(version()))
            .start()) {
      Watch.require(
          rig.check(OddInstance.on(standby)).stream().noneMatch(CheckFinding::missing),
          "check finds something");
      try (Watch watch = rig.watch(OddInstance.on(standby))) {
        watch.awaitEverything();
      }
    }
  }
}
