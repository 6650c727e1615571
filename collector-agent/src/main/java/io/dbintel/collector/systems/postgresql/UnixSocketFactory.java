package io.dbintel.collector.systems.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import javax.net.SocketFactory;

/**
 * Lets the driver, which knows TCP only, connect through a Unix socket. The driver makes it by its
 * class name, with the socket's file as argument.
 */
public final class UnixSocketFactory extends SocketFactory {

  private final Path file;

  /**
   * @param file the socket, such as {@code /run/postgresql/.s.PGSQL.5432}
   */
  public UnixSocketFactory(String file) {
    this.file = Path.of(file);
  }

  /** Whether a host is the folder of a socket, as libpq has it: an absolute path. */
  static boolean isDirectory(String host) {
    return host.startsWith("/");
  }

  /** The socket of a server in the folder. */
  static Path file(String directory, int port) {
    return Path.of(directory, ".s.PGSQL." + port);
  }

  @Override
  public Socket createSocket() {
    return new UnixSocket(file);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new SocketException("connects to " + file + " only");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw new SocketException("connects to " + file + " only");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw new SocketException("connects to " + file + " only");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw new SocketException("connects to " + file + " only");
  }
}
