package io.dbintel.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports on the loopback interface for servers that start later.
 *
 * <p>A port that the system hands out itself (port 0) lies in the range from which it also takes
 * the local ports of outgoing connections, so a client can take it before the server listens. The
 * ports here lie below that range (32768 on Linux, 49152 on macOS), and none is given twice by one
 * process.
 */
public final class FreePort {

  /** The first port that is given out. */
  static final int FIRST = 15_000;

  /** The first port that is no longer given out. */
  static final int END = 32_000;

  private static final int ATTEMPTS = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /**
   * A port that nobody listened on when asked and that this process was not given before.
   *
   * @throws IllegalStateException when {@value #ATTEMPTS} random ports were all in use
   */
  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (free(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port on the loopback interface: "
            + ATTEMPTS
            + " random ports from "
            + FIRST
            + " to "
            + (END - 1)
            + " were all in use; end some of the servers that listen there");
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
