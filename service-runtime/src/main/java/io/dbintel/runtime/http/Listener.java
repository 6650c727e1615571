package io.dbintel.runtime.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A listening server of the JDK.
 *
 * <p>A client that connects and sends nothing holds no thread; one that sends half a request, or
 * does not read its answer, holds one until it is cut off.
 */
final class Listener implements AutoCloseable {

  /** So many clients may dawdle at once before one that does not has to wait for them. */
  private static final int MAX_THREADS = 256;

  private static final long IDLE_THREAD_SECONDS = 10;
  private static final long THREAD_STACK_BYTES = 256 * 1024;

  static {
    // the JDK's server reads its settings once, when the first one in this process is created
    set("sun.net.httpserver.maxReqTime", "3");
    set("sun.net.httpserver.maxRspTime", "10");
    // head and body are written apart: else the body waits 40 ms for the head's acknowledgement
    set("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private Listener(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts listening.
   *
   * @param name name of the endpoint, for messages and thread names
   * @param setting path of the setting that gives the port, for the error message; the address is
   *     the setting bindAddress of the same mapping
   * @param port TCP port; 0 picks a free one
   * @param tls context with the certificate to show; empty for plain HTTP
   * @throws PortUnavailableException if the address or port is not available
   */
  static Listener start(
      String name,
      String setting,
      String bindAddress,
      int port,
      Optional<SSLContext> tls,
      HttpHandler handler) {
    HttpServer server = bind(name, setting, bindAddress, port, tls);
    ExecutorService threads = threads(name);
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    return new Listener(server, threads);
  }

  /** The TCP port it listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static ExecutorService threads(String name) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(null, task, "dbintel-http-" + name, THREAD_STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static HttpServer bind(
      String name, String setting, String bindAddress, int port, Optional<SSLContext> tls) {
    String place = "the " + name + " endpoint cannot listen on " + bindAddress + ":" + port;
    InetSocketAddress address = new InetSocketAddress(bindAddress, port);
    if (address.isUnresolved()) {
      throw new PortUnavailableException(
          place
              + ": unknown address; set "
              + setting.replaceFirst("[^.]*$", "bindAddress")
              + " to an address of this host",
          null);
    }
    try {
      return create(address, tls);
    } catch (BindException inUse) {
      throw new PortUnavailableException(
          place
              + ": "
              + inUse.getMessage()
              + "; stop the process that uses the port or set "
              + setting
              + " to a free one (0 picks one)",
          inUse);
    } catch (IOException failed) {
      throw new PortUnavailableException(place + ": " + failed.getMessage(), failed);
    }
  }

  private static HttpServer create(InetSocketAddress address, Optional<SSLContext> tls)
      throws IOException {
    if (tls.isEmpty()) {
      return HttpServer.create(address, 0);
    }
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
    return server;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
