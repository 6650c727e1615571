package io.dbintel.exporter.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Sends one request per call, blocking, and leaves the whole {@link Exchange} with the calling
 * thread: the stock sender hides response headers and knows neither sizes nor partial success.
 */
final class ExchangeSender implements HttpSender {

  private static final ThreadLocal<Exchange> LAST = new ThreadLocal<>();
  private static final ThreadLocal<Long> LIMIT = new ThreadLocal<>();

  private final HttpClient client;
  private final URI endpoint;
  private final String contentType;
  private final Duration timeout;
  private final Supplier<Map<String, List<String>>> headers;

  ExchangeSender(
      URI endpoint,
      String contentType,
      Duration connectTimeout,
      Duration timeout,
      Supplier<Map<String, List<String>>> headers) {
    this.client = HttpClient.newBuilder().connectTimeout(connectTimeout).build();
    this.endpoint = endpoint;
    this.contentType = contentType;
    this.timeout = timeout;
    this.headers = headers;
  }

  /** Largest body, on the wire, that this thread's next requests may have. */
  static void limit(long wireBytes) {
    LIMIT.set(wireBytes);
  }

  /** What became of this thread's last request; forgets it. */
  static Exchange takeLast() {
    Exchange last = LAST.get();
    LAST.remove();
    return last == null
        ? Exchange.failed(Exchange.Kind.NOT_CONNECTED, 0, "the exporter made no request")
        : last;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    Exchange exchange = exchange(message);
    LAST.set(exchange);
    if (exchange.kind() == Exchange.Kind.ANSWERED) {
      onResponse.accept(new Response(exchange));
    } else {
      onError.accept(new IOException(exchange.problem()));
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  private Exchange exchange(MessageWriter message) {
    byte[] body;
    try {
      body = gzip(message);
    } catch (IOException e) {
      return Exchange.failed(Exchange.Kind.NOT_CONNECTED, 0, "encoding failed: " + e);
    }
    if (LIMIT.get() != null && body.length > LIMIT.get()) {
      return Exchange.tooLarge(body.length);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(timeout)
            .header("Content-Type", contentType)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.get().forEach((name, values) -> values.forEach(v -> request.header(name, v)));
    return send(request.build(), body.length);
  }

  private Exchange send(HttpRequest request, long wireBytes) {
    try {
      var response = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofByteArray());
      return Exchange.answered(
          response.statusCode(),
          response.headers().firstValue("Retry-After"),
          response.body(),
          wireBytes);
    } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
      return Exchange.failed(
          Exchange.Kind.NOT_CONNECTED, wireBytes, "no connection to " + endpoint);
    } catch (IOException e) {
      return Exchange.failed(
          Exchange.Kind.NO_ANSWER,
          wireBytes,
          "no answer from " + endpoint + ": " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exchange.failed(Exchange.Kind.NO_ANSWER, wireBytes, "interrupted");
    }
  }

  private static byte[] gzip(MessageWriter message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getContentLength() / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      message.writeMessage(gzip);
    }
    return bytes.toByteArray();
  }

  private record Response(Exchange exchange) implements HttpResponse {
    @Override
    public int getStatusCode() {
      return exchange.status();
    }

    @Override
    public String getStatusMessage() {
      return "HTTP " + exchange.status();
    }

    @Override
    public byte[] getResponseBody() {
      return exchange.body();
    }
  }
}
