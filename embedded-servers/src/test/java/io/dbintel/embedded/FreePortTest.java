package io.dbintel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void neverGivesAPortTwiceNorOneOfTheRangeForOutgoingConnections() throws IOException {
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      int port = FreePort.find();

      assertThat(port).isBetween(FreePort.FIRST, FreePort.END - 1).isLessThan(32_768);
      assertThat(given.add(port)).isTrue();
    }
    int any = given.iterator().next();
    try (ServerSocket socket = new ServerSocket(any, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isEqualTo(any);
    }
  }
}
