package io.dbintel.exporter.prometheus;

import io.dbintel.exporter.config.PrometheusConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.http.HttpEndpoint;
import io.dbintel.runtime.http.HttpEndpoint.Answer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Current values of the databases' metrics for Prometheus to scrape at {@code /metrics}. A scrape
 * has no place for old points: only the latest value of each series is kept.
 */
public final class PrometheusSink implements Sink {

  private final CurrentValues values;
  private final HttpEndpoint endpoint;

  /**
   * @param name name of the sink, for messages
   * @throws io.dbintel.runtime.http.PortUnavailableException if the port cannot be obtained
   */
  public PrometheusSink(String name, PrometheusConfig config) {
    values = new CurrentValues(config.maxSeries());
    endpoint =
        HttpEndpoint.start(
            "sink " + name,
            "sinks." + name + ".port",
            config.bindAddress(),
            config.port(),
            Map.of(
                "/metrics",
                () -> new Answer(200, PrometheusTextFormatWriter.CONTENT_TYPE, text())));
  }

  /** TCP port it listens on. */
  public int port() {
    return endpoint.port();
  }

  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) {
    for (ResultItem item : items) {
      if (item instanceof ResultItem.Metrics metrics) {
        values.add(metrics.metrics());
      }
    }
    return List.of(SinkOutcome.written(ResultItem.size(items), 0));
  }

  @Override
  public Health health() {
    return Health.up();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, values.snapshots());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
