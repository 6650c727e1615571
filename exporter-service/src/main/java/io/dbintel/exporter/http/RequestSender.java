package io.dbintel.exporter.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/** Makes one blocking request and says what came of it. Thread-safe. */
final class RequestSender {

  private final HttpClient client;
  private final Duration timeout;

  RequestSender(Duration timeout) {
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    this.timeout = timeout;
  }

  /** An address without what may be confidential in it: user info, path and query. */
  static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }

  Exchange send(OutgoingRequest outgoing) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(outgoing.uri())
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofByteArray(outgoing.body()));
    outgoing.headers().forEach(request::setHeader);
    long wireBytes = outgoing.body().length;
    String address = shown(outgoing.uri());
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return Exchange.answered(
          response.statusCode(),
          response.headers().firstValue("Retry-After"),
          response.body(),
          wireBytes);
    } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
      return Exchange.failed(Exchange.Kind.NOT_CONNECTED, wireBytes, "no connection to " + address);
    } catch (IOException e) {
      return Exchange.failed(
          Exchange.Kind.NO_ANSWER,
          wireBytes,
          "no answer from " + address + ": " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exchange.failed(Exchange.Kind.NO_ANSWER, wireBytes, "interrupted");
    }
  }
}
