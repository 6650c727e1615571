package io.dbintel.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLParameters;

/**
 * An OTLP/HTTP protobuf endpoint on the loopback interface that keeps what it receives, decoded.
 *
 * <p>It accepts everything until told to answer otherwise with {@link #answerNext} (once per call)
 * or {@link #answerAll}.
 */
public final class OtlpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final String scheme;
  private final boolean keeps;
  private final ExecutorService executor = Executors.newCachedThreadPool(OtlpReceiver::daemon);
  private final Queue<OtlpAnswer> nextAnswers = new ConcurrentLinkedQueue<>();
  private final List<OtlpRequest> requests = new CopyOnWriteArrayList<>();
  private final Queue<ReceivedLog> logs = new ConcurrentLinkedQueue<>();
  private final Queue<ReceivedPoint> points = new ConcurrentLinkedQueue<>();
  private final LongAdder logRecordCount = new LongAdder();
  private final LongAdder metricPointCount = new LongAdder();
  private volatile Function<OtlpRequest, OtlpAnswer> answer = request -> OtlpAnswer.accepted();

  private OtlpReceiver(HttpServer server, String scheme, boolean keeps) {
    this.server = server;
    this.scheme = scheme;
    this.keeps = keeps;
  }

  /** A receiver on a free port. */
  public static OtlpReceiver start() {
    return start(0);
  }

  /** A receiver on a free port that counts what it accepts and keeps none of it. */
  public static OtlpReceiver startCounting() {
    return start(0, false);
  }

  /**
   * @param port TCP port, 0 for a free one
   */
  public static OtlpReceiver start(int port) {
    return start(port, true);
  }

  /**
   * A receiver on a free port that speaks HTTPS.
   *
   * @param own certificate it shows
   * @param client certificate that a client must show; null for none
   * @param protocols TLS versions it speaks, for example {@code TLSv1.3}; none for the JDK's own
   */
  public static OtlpReceiver startTls(SelfSigned own, SelfSigned client, String... protocols) {
    try {
      HttpsServer server = HttpsServer.create(loopback(0), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(own.context(client == null ? own : client)) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters tls = getSSLContext().getDefaultSSLParameters();
              tls.setNeedClientAuth(client != null);
              if (protocols.length > 0) {
                tls.setProtocols(protocols);
              }
              parameters.setSSLParameters(tls);
            }
          });
      return start(new OtlpReceiver(server, "https", true));
    } catch (IOException e) {
      throw new UncheckedIOException("no OTLP receiver with TLS", e);
    }
  }

  private static OtlpReceiver start(int port, boolean keeps) {
    try {
      return start(new OtlpReceiver(HttpServer.create(loopback(port), 0), "http", keeps));
    } catch (IOException e) {
      throw new UncheckedIOException("no OTLP receiver on port " + port, e);
    }
  }

  private static OtlpReceiver start(OtlpReceiver receiver) {
    receiver.server.setExecutor(receiver.executor);
    receiver.server.createContext("/v1/logs", receiver::handle);
    receiver.server.createContext("/v1/metrics", receiver::handle);
    receiver.server.start();
    return receiver;
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Base URL, to which {@code /v1/logs} and {@code /v1/metrics} are added. */
  public String endpoint() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next request is answered by this; calls queue up. */
  public void answerNext(OtlpAnswer next) {
    nextAnswers.add(next);
  }

  /** Every request that no {@link #answerNext} is waiting for is answered by the function. */
  public void answerAll(Function<OtlpRequest, OtlpAnswer> answers) {
    this.answer = answers;
  }

  /** Every request, in the order of arrival, refused ones too. */
  public List<OtlpRequest> requests() {
    return List.copyOf(requests);
  }

  /** Log records of accepted requests, in the order of arrival. */
  public List<ReceivedLog> logRecords() {
    return List.copyOf(logs);
  }

  /** Metric points of accepted requests, in the order of arrival. */
  public List<ReceivedPoint> metricPoints() {
    return List.copyOf(points);
  }

  /** Log records accepted since the start. */
  public long logRecordCount() {
    return logRecordCount.sum();
  }

  /** Metric points accepted since the start. */
  public long metricPointCount() {
    return metricPointCount.sum();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] wire = exchange.getRequestBody().readAllBytes();
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey().toLowerCase(), e -> e.getValue().get(0)));
      byte[] body = "gzip".equals(headers.get("content-encoding")) ? gunzip(wire) : wire;
      OtlpRequest request =
          new OtlpRequest(
              exchange.getRequestURI().getPath(), headers, wire.length, body, System.nanoTime());
      if (keeps) {
        requests.add(request);
      }
      OtlpAnswer queued = nextAnswers.poll();
      reply(exchange, request, queued == null ? answer.apply(request) : queued);
    }
  }

  private void reply(HttpExchange exchange, OtlpRequest request, OtlpAnswer reply)
      throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(reply.delay().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (reply.store()) {
      store(request);
    }
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    if (reply.body().length > 0) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  private void store(OtlpRequest request) throws InvalidProtocolBufferException {
    if (request.path().equals("/v1/logs")) {
      List<ReceivedLog> received = ReceivedLog.of(request.body());
      if (keeps) {
        logs.addAll(received);
      }
      logRecordCount.add(received.size());
    } else {
      List<ReceivedPoint> received = ReceivedPoint.of(request.body());
      if (keeps) {
        points.addAll(received);
      }
      metricPointCount.add(received.size());
    }
  }

  private static byte[] gunzip(byte[] wire) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(wire))) {
      return gzip.readAllBytes();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "otlp-receiver");
    thread.setDaemon(true);
    return thread;
  }
}
