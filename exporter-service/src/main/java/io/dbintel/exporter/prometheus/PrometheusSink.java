package io.dbintel.exporter.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dbintel.exporter.config.PrometheusConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Current values of the databases' metrics for Prometheus to scrape at {@code /metrics}. Events
 * have no Prometheus form and old points no place in a scrape: both are taken and left out.
 */
public final class PrometheusSink implements Sink {

  private final CurrentValues values;
  private final HttpServer server;

  /**
   * @throws IllegalStateException when the port is in use
   */
  public PrometheusSink(PrometheusConfig config) {
    values = new CurrentValues(config.maxSeries());
    try {
      server = HttpServer.create(new InetSocketAddress(config.bindAddress(), config.port()), 0);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the prometheus sink cannot listen on "
              + config.bindAddress()
              + ":"
              + config.port()
              + " ("
              + e.getMessage()
              + "); choose another sinks.*.prometheus.port",
          e);
    }
    server.createContext("/metrics", this::scrape);
    server.start();
  }

  /** TCP port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) {
    for (ResultItem item : items) {
      if (item instanceof ResultItem.Metrics metrics) {
        values.add(metrics.metrics());
      }
    }
    int size = items.stream().mapToInt(ResultItem::size).sum();
    return List.of(SinkOutcome.written(size, 0));
  }

  @Override
  public Health health() {
    return Health.up();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void scrape(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = values.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
