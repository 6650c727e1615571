package io.dbintel.systemtests.field.odd;

import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.util.TimeZone;

/** The JVM's time zone is none of the server's. */
public final class UnknownTimeZone implements OddServer {

  @Override
  public String name() {
    return "time zone IST of the JVM";
  }

  @Override
  public String asserted() {
    return "every collector works";
  }

  @Override
  public void run(FieldRig rig) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("IST"));
    try (Watch watch = rig.watch(OddInstance.on(rig.server(version())))) {
      watch.awaitEverything();
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
