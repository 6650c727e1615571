package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.http.HttpApi.Request;
import io.dbintel.runtime.http.HttpApi.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The other processes, which are asked once: what is forwarded to them is not forwarded again. */
final class Peers {
  /** Header of a request that another process has forwarded. */
  static final String FORWARDED = "Dbintel-Forwarded";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /** Below the 10 s in which the caller must be answered. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(9);

  private static final Duration LIST_LIMIT = Duration.ofSeconds(4);
  private static final String AUTHORIZATION = "Authorization";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String scheme;
  private final AdminConfig config;
  private final HttpClient client;

  Peers(AdminConfig config) {
    this.config = config;
    this.scheme = config.isSecure() ? "https" : "http";
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT);
    if (config.isSecure()) {
      builder.sslContext(config.tls().context()).sslParameters(config.tls().parameters());
    }
    this.client = builder.build();
  }

  /** Whether the request comes from another process. */
  static boolean isForwarded(Request request) {
    return request.header(FORWARDED) != null;
  }

  /**
   * Has another process answer the request.
   *
   * @throws ApiException when it does not
   */
  Response forward(String host, Request request, String body) throws InterruptedException {
    HttpRequest.Builder outgoing =
        prepare(host, request, ANSWER_LIMIT)
            .method(
                request.method(),
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    try {
      HttpResponse<String> answer =
          client.send(outgoing.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> headers = new TreeMap<>();
      answer.headers().firstValue("Retry-After").ifPresent(v -> headers.put("Retry-After", v));
      String type = answer.headers().firstValue("Content-Type").orElse("application/json");
      return new Response(answer.statusCode(), type, headers, answer.body());
    } catch (IOException e) {
      throw ApiException.unavailable(
          "the processor "
              + host
              + ", which hosts the instance, does not answer; if it is gone its instances move"
              + " within streams.sessionTimeout, else check its admin.advertisedUrl"
              + (request.method().equals("GET")
                  ? ""
                  : "; the order may have been carried out all the same: look at dbintel.audit"
                      + " before you repeat it"),
          e);
    }
  }

  /** Asks all hosts the same; empty for those that do not answer, or not with a list. */
  SortedMap<String, Optional<JsonNode>> ask(SortedSet<String> hosts, Request request) {
    SortedMap<String, CompletableFuture<Optional<JsonNode>>> asked = new TreeMap<>();
    for (String host : hosts) {
      HttpRequest outgoing = prepare(host, request, LIST_LIMIT).GET().build();
      asked.put(
          host,
          client
              .sendAsync(outgoing, HttpResponse.BodyHandlers.ofString())
              .thenApply(Peers::read)
              .exceptionally(failure -> Optional.empty()));
    }
    SortedMap<String, Optional<JsonNode>> answers = new TreeMap<>();
    asked.forEach((host, answer) -> answers.put(host, answer.join()));
    return answers;
  }

  private static Optional<JsonNode> read(HttpResponse<String> answer) {
    try {
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private HttpRequest.Builder prepare(String host, Request request, Duration limit) {
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    return HttpRequest.newBuilder(
            URI.create(scheme + "://" + config.reached(host) + request.path() + query))
        .timeout(limit)
        .header(AUTHORIZATION, request.header(AUTHORIZATION))
        .header("Content-Type", "application/json")
        .header(FORWARDED, "1");
  }
}
