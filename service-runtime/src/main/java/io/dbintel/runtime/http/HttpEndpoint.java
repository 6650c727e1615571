package io.dbintel.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
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

  private final Listener listener;

  private HttpEndpoint(Listener listener) {
    this.listener = listener;
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
    return new HttpEndpoint(
        Listener.start(
            name,
            setting,
            bindAddress,
            port,
            Optional.empty(),
            exchange -> handle(exchange, answers)));
  }

  /** The TCP port it listens on. */
  public int port() {
    return listener.port();
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
    listener.close();
  }
}
