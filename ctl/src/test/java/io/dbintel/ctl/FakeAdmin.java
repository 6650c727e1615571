package io.dbintel.ctl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** Answers as the admin API does, with what a test says, and remembers what it was asked. */
public final class FakeAdmin implements AutoCloseable {

  public static final String TOKEN = "t0ken-of-a-viewer_0123456789";

  private final HttpServer server;
  private final String scheme;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private record Reply(int status, String body, Map<String, String> headers) {}

  private FakeAdmin(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.start();
  }

  public static FakeAdmin start() {
    try {
      return new FakeAdmin(HttpServer.create(anyPort(), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeAdmin startWithTls(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new FakeAdmin(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** Answers a request such as {@code GET /circuits}, with its query, in this way. */
  public FakeAdmin on(String request, int status, String body) {
    return on(request, status, body, Map.of());
  }

  FakeAdmin on(String request, int status, String body, Map<String, String> headers) {
    replies.put(request, new Reply(status, body, headers));
    return this;
  }

  FakeAdmin onError(String request, int status, String code, String message) {
    return on(
        request,
        status,
        "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}",
        status == 503 ? Map.of("Retry-After", "3") : Map.of());
  }

  /** What was asked: method, path below the API, body. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
    String request = exchange.getRequestMethod() + " " + path;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(body.isEmpty() ? request : request + " " + body);
    Reply reply = replies.getOrDefault(request, new Reply(404, NOT_FOUND, Map.of()));
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      reply = new Reply(401, UNAUTHORIZED, Map.of());
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static final String NOT_FOUND =
      "{\"error\":{\"code\":\"not_found\",\"message\":\"nothing is known of it\"}}";
  private static final String UNAUTHORIZED =
      "{\"error\":{\"code\":\"unauthorized\",\"message\":\"the token is not one of"
          + " admin.tokens\"}}";

  @Override
  public void close() {
    server.stop(0);
  }
}
