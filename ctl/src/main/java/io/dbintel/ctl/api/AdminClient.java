package io.dbintel.ctl.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Requests to the admin API. Bounded in time and in what an answer may hold; redirects are not
 * followed, they would hand the token to somebody else.
 */
public final class AdminClient {

  private static final int LONGEST_ANSWER = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AdminAddress address;
  private final Token token;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * A client of one address.
   *
   * @param tls what to trust instead of the authorities of the JVM
   * @param timeout of a request, from connecting to the end of the answer
   */
  public AdminClient(
      AdminAddress address, Token token, Optional<SSLContext> tls, Duration timeout) {
    this.address = address;
    this.token = token;
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    tls.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /**
   * Asks.
   *
   * @param path below /api/v1, with the query, encoded
   */
  public Answer get(String path) throws AdminException, InterruptedException {
    return send(request(path).GET().build());
  }

  /** Orders, with a body of these fields. */
  public Answer post(String path, Map<String, ?> fields)
      throws AdminException, InterruptedException {
    try {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(fields)))
              .build());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Orders that something ends. */
  public Answer delete(String path) throws AdminException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.at(path))
        .timeout(timeout)
        .header("Accept", "application/json")
        .header("Authorization", token.header());
  }

  private Answer send(HttpRequest request) throws AdminException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request, head -> new BoundedBody(LONGEST_ANSWER));
    try {
      return answer(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      throw Problems.unanswered(address, timeout, failed.getCause());
    } catch (TimeoutException late) {
      throw Problems.unanswered(address, timeout, late);
    } finally {
      exchange.cancel(true);
    }
  }

  private Answer answer(HttpResponse<byte[]> response) throws AdminException {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    JsonNode json = parsed(body);
    if (response.statusCode() / 100 != 2) {
      throw Problems.refused(address, token, response, json);
    }
    if (!json.isObject()) {
      throw Problems.notTheApi(address, response.statusCode());
    }
    return new Answer(body, json);
  }

  /** What is no JSON is as good as nothing. */
  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }
}
