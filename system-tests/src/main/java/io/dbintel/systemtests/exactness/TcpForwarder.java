package io.dbintel.systemtests.exactness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One address for servers that take over from each other, as a virtual IP address is. */
final class TcpForwarder implements AutoCloseable {

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;

  TcpForwarder(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the shared address", e);
    }
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Ends every connection; new ones go to the other port. */
  void to(int port) {
    target = port;
    open.forEach(TcpForwarder::end);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the shared address cannot be given up", e);
    }
    open.forEach(TcpForwarder::end);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        forward(client);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void forward(Socket client) {
    try {
      Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(database);
      start(() -> pump(client, database));
      start(() -> pump(database, client));
    } catch (IOException unreachable) {
      end(client);
    }
  }

  private void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException ended) {
      end(to);
    } finally {
      open.remove(from);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a connection cannot be closed", e);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "shared-address");
    thread.setDaemon(true);
    thread.start();
  }
}
