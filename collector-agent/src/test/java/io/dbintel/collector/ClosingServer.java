package io.dbintel.collector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections, counts them and closes them at once. */
final class ClosingServer implements AutoCloseable {

  private final ServerSocket socket;
  private final AtomicInteger connections = new AtomicInteger();

  private ClosingServer(ServerSocket socket) {
    this.socket = socket;
    Thread thread = new Thread(this::run, "closing-server");
    thread.setDaemon(true);
    thread.start();
  }

  static ClosingServer start() throws IOException {
    return new ClosingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void run() {
    try {
      while (true) {
        try (Socket accepted = socket.accept()) {
          connections.incrementAndGet();
        }
      }
    } catch (IOException closed) {
      // by close()
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
