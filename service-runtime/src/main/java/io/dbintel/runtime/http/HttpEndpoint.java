package io.dbintel.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server that answers GET on a few fixed paths with text.
 *
 * <p>A client that connects and sends nothing holds no thread; one that sends half a request, or
 * does not read its answer, holds one until it is cut off.
 */
public final class HttpEndpoint implements AutoCloseable {

  /**
   * The response of a path.
   *
   * @param code HTTP status code
   * @param contentType media type of the body
   * @param body text, sent as UTF-8
   */
  public record Answer(int code, String contentType, String body) {}

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

  /** So many clients may dawdle at once before one that does not has to wait for them. */
  private static final int MAX_THREADS = 256;

  private static final long IDLE_THREAD_SECONDS = 10;
  private static final long THREAD_STACK_BYTES = 256 * 1024;

  static {
    // the JDK's server reads its limits once, when the first one in this process is created
    limit("sun.net.httpserver.maxReqTime", 3);
    limit("sun.net.httpserver.maxRspTime", 10);
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoint(HttpServer server, ExecutorService threads) {
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
   * @param answers responses by exact path
   * @throws PortUnavailableException if the address or port is not available
   */
  public static HttpEndpoint start(
      String name,
      String setting,
      String bindAddress,
      int port,
      Map<String, Supplier<Answer>> answers) {
    HttpServer server = bind(name, setting, bindAddress, port);
    ExecutorService threads = threads(name);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answers));
    server.start();
    return new HttpEndpoint(server, threads);
  }

  /** The TCP port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void limit(String property, int seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(seconds));
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

  private static HttpServer bind(String name, String setting, String bindAddress, int port) {
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
      return HttpServer.create(address, 0);
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

  private static void handle(HttpExchange exchange, Map<String, Supplier<Answer>> answers)
      throws IOException {
    try (exchange) {
      Answer answer = answer(exchange, answers);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      boolean withBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.code(), withBody ? body.length : -1);
      if (withBody) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Answer answer(HttpExchange exchange, Map<String, Supplier<Answer>> answers) {
    Supplier<Answer> path = answers.get(exchange.getRequestURI().getPath());
    String method = exchange.getRequestMethod();
    if (path == null) {
      return new Answer(404, "text/plain", "known paths: " + String.join(" ", answers.keySet()));
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Answer(405, "text/plain", "only GET and HEAD");
    }
    try {
      return path.get();
    } catch (RuntimeException | Error failed) {
      LOG.warn("Could not answer {}", exchange.getRequestURI().getPath(), failed);
      return new Answer(500, "text/plain", "the response could not be created; see the log");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
