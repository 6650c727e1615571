package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A server reached by a Unix socket and by IPv6. */
public final class OtherAddresses implements OddServer {

  @Override
  public String name() {
    return "Unix socket and IPv6";
  }

  @Override
  public String asserted() {
    return "every collector works by both";
  }

  @Override
  public void run(FieldRig rig) throws IOException {
    Path sockets = Files.createTempDirectory("dbi");
    Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (EmbeddedPostgres server =
        FieldRig.withRole(
            EmbeddedPostgres.builder()
                .setting("unix_socket_directories", sockets.toString())
                .setting("listen_addresses", "127.0.0.1,::1")
                .start())) {
      for (String host : new String[] {sockets.toString(), "::1"}) {
        try (Watch watch = rig.watch(OddInstance.at(host, server.port()))) {
          watch.awaitEverything();
        }
      }
    }
    Files.deleteIfExists(sockets);
  }
}
