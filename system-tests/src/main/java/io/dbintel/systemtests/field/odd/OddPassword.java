package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password in a file that ends in a blank and is not ASCII. */
public final class OddPassword implements OddServer {

  private static final String SECRET = "pé漢 ";

  @Override
  public String name() {
    return "password ends in a blank, not ASCII";
  }

  @Override
  public String asserted() {
    return "every collector works";
  }

  @Override
  public void run(FieldRig rig) throws IOException {
    EmbeddedPostgres server = rig.server(version());
    server.execute("create role secretive login in role pg_monitor password '" + SECRET + "'");
    Path file = Files.writeString(rig.directory().resolve("password"), SECRET + "\n");
    try (Watch watch =
        rig.watch(
            OddInstance.on(server)
                .with("user", "secretive")
                .with("password", "${file:" + file + "}"))) {
      watch.awaitEverything();
    }
  }
}
