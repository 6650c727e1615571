package io.dbintel.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server whose requests have methods, headers and bodies of bounded size.
 *
 * <p>A request must be sent within 3 s and answered within 10 s of then, or it is cut off.
 */
public final class HttpApi implements AutoCloseable {

  /** Answers requests, on one of the server's threads. */
  @FunctionalInterface
  public interface Handler {
    /** The response; what is thrown becomes a response without details. */
    Response handle(Request request) throws IOException, InterruptedException;
  }

  /**
   * The response to a request.
   *
   * @param code HTTP status code
   * @param contentType media type of the body
   * @param headers further headers
   * @param body text, sent as UTF-8
   */
  public record Response(int code, String contentType, Map<String, String> headers, String body) {}

  /** A request, as long as it is being handled. */
  public static final class Request {
    private final HttpExchange exchange;
    private final int maxBody;

    Request(HttpExchange exchange, int maxBody) {
      this.exchange = exchange;
      this.maxBody = maxBody;
    }

    /** Method, in upper case as sent. */
    public String method() {
      return exchange.getRequestMethod();
    }

    /** Path, with escapes as they were sent. */
    public String path() {
      return exchange.getRequestURI().getRawPath();
    }

    /** Query, with escapes as they were sent; empty for none. */
    public String query() {
      String query = exchange.getRequestURI().getRawQuery();
      return query == null ? "" : query;
    }

    /** First value of a header; null when it is not there. */
    public String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    /**
     * Reads the body.
     *
     * @throws BodyTooLargeException when it is larger than the server takes
     */
    public String body() throws IOException {
      InputStream in = exchange.getRequestBody();
      byte[] body = in.readNBytes(maxBody + 1);
      if (body.length > maxBody) {
        // who is cut off while sending does not read why
        in.readNBytes(DISCARDED_BYTES);
        throw new BodyTooLargeException(maxBody);
      }
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** A request's body is larger than the server takes. */
  public static final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int maxBody) {
      super("the body is larger than " + maxBody + " bytes");
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final int DISCARDED_BYTES = 1 << 20;

  private final Listener listener;

  private HttpApi(Listener listener) {
    this.listener = listener;
  }

  /**
   * Starts listening.
   *
   * @param name name of the endpoint, for messages and thread names
   * @param setting path of the setting that gives the port, for the error message; the address is
   *     the setting bindAddress of the same mapping
   * @param port TCP port; 0 picks a free one
   * @param tls context with the certificate to show; empty for plain HTTP
   * @param maxBody greatest size of a request's body, bytes
   * @throws PortUnavailableException if the address or port is not available
   */
  public static HttpApi start(
      String name,
      String setting,
      String bindAddress,
      int port,
      Optional<SSLContext> tls,
      int maxBody,
      Handler handler) {
    return new HttpApi(
        Listener.start(
            name, setting, bindAddress, port, tls, exchange -> handle(exchange, maxBody, handler)));
  }

  /** The TCP port it listens on. */
  public int port() {
    return listener.port();
  }

  private static void handle(HttpExchange exchange, int maxBody, Handler handler)
      throws IOException {
    try (exchange) {
      Response response = response(new Request(exchange, maxBody), handler);
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
      response.headers().forEach(exchange.getResponseHeaders()::set);
      boolean withBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(response.code(), withBody ? body.length : -1);
      if (withBody) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Response response(Request request, Handler handler) {
    try {
      return handler.handle(request);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Response(503, "text/plain", Map.of(), "the service stops");
    } catch (IOException | RuntimeException | Error failed) {
      LOG.warn("Could not answer {} {}", request.method(), request.path(), failed);
      return new Response(
          500, "text/plain", Map.of(), "the response could not be created; see the log");
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
