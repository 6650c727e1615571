package io.dbintel.exporter.http;

import io.dbintel.runtime.tls.TlsConfig;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one blocking request within a time limit, the body of the answer included, and says what
 * came of it. Thread-safe.
 */
final class RequestSender {

  private static final Logger LOG = LoggerFactory.getLogger(RequestSender.class);

  /** A partial success is a few hundred bytes; error pages are of no interest. */
  private static final int MAX_ANSWER_BYTES = 256 * 1024;

  private static final int FAILURES_BEFORE_RENEWAL = 5;

  private final Duration timeout;
  private final TlsConfig tls;
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private volatile HttpClient client;

  RequestSender(Duration timeout, TlsConfig tls) {
    this.timeout = timeout;
    this.tls = tls;
    this.client = newClient();
  }

  /** An address without what may be confidential in it: user info, path and query. */
  static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }

  /**
   * @throws InterruptedException when the thread is interrupted; the destination may have got it
   */
  Exchange send(OutgoingRequest outgoing) throws InterruptedException {
    Exchange exchange = attempt(outgoing);
    if (exchange.kind() == Exchange.Kind.ANSWERED) {
      failuresInARow.set(0);
    } else if (failuresInARow.incrementAndGet() % FAILURES_BEFORE_RENEWAL == 0) {
      renew();
    }
    return exchange;
  }

  private Exchange attempt(OutgoingRequest outgoing) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(outgoing.uri())
            .POST(HttpRequest.BodyPublishers.ofByteArray(outgoing.body()));
    outgoing.headers().forEach(request::setHeader);
    long wireBytes = outgoing.body().length;
    String address = shown(outgoing.uri());
    AtomicReference<ResponseInfo> head = new AtomicReference<>();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(),
            info -> {
              head.set(info);
              return new BoundedBody(MAX_ANSWER_BYTES);
            });
    try {
      HttpResponse<byte[]> whole = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return answered(head.get(), whole.body(), wireBytes);
    } catch (TimeoutException e) {
      return unfinished(
          head.get(), wireBytes, address, "nothing within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return failed(head.get(), wireBytes, address, e.getCause());
    } finally {
      // after a time limit or an interrupt: what is under way is ended and its connection closed
      answer.cancel(true);
    }
  }

  private static Exchange answered(ResponseInfo head, byte[] body, long wireBytes) {
    return Exchange.answered(
            head.statusCode(), head.headers().firstValue("Retry-After"), body, wireBytes)
        .with(head.headers().firstValue("Location"), head.headers().firstValue("Content-Type"));
  }

  private static Exchange failed(
      ResponseInfo head, long wireBytes, String address, Throwable failure) {
    if (failure instanceof ConnectException
        || failure instanceof HttpConnectTimeoutException
        || failure instanceof UnresolvedAddressException) {
      boolean unknown = failure.getCause() instanceof UnresolvedAddressException;
      return Exchange.failed(
          Exchange.Kind.NOT_CONNECTED,
          wireBytes,
          "no connection to " + address + (unknown ? ": the host name is not known" : ""));
    }
    if (failure instanceof SSLHandshakeException) {
      return Exchange.failed(
          Exchange.Kind.NOT_CONNECTED,
          wireBytes,
          "no TLS connection to "
              + address
              + ": one side does not trust the other's certificate, name or TLS version; check"
              + " delivery.tls");
    }
    return unfinished(head, wireBytes, address, failure.getClass().getSimpleName());
  }

  /** A status that has come counts, whatever became of the rest of the answer. */
  private static Exchange unfinished(
      ResponseInfo head, long wireBytes, String address, String why) {
    return head == null
        ? Exchange.failed(
            Exchange.Kind.NO_ANSWER, wireBytes, "no answer from " + address + ": " + why)
        : answered(head, new byte[0], wireBytes)
            .brokenOff(
                address + " answered HTTP " + head.statusCode() + " without its end: " + why);
  }

  /**
   * A client that has failed several times in a row may be what is broken: its connections, its
   * selector thread, or certificates that have been replaced on disk since.
   */
  private void renew() {
    try {
      client = newClient();
    } catch (IllegalArgumentException unusable) {
      LOG.warn("{}; going on with the certificates read before", unusable.getMessage());
    }
  }

  /**
   * HTTP/1.1: a request that times out there takes its connection with it, while HTTP/2 would send
   * the next one over the same dead connection.
   */
  private HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        // shorter than the whole, so that "no connection" is told from "no answer"
        .connectTimeout(timeout.multipliedBy(9).dividedBy(10))
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(tls.context())
        .sslParameters(tls.parameters())
        .build();
  }
}
