package io.dbintel.exporter.otlp;

import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.mapping.ResultMapper;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.Secret;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Makes requests of results: the SDK's exporters encode, {@link ExchangeSender} sends. */
final class OtlpRequests implements AutoCloseable {

  /** The SDK reports each failed attempt by itself; the sink tells once, in its own log. */
  private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry.exporter");

  static {
    SDK_LOG.setLevel(Level.OFF);
  }

  private final ResultMapper mapper;
  private final long maxWireBytes;
  private final OtlpHttpLogRecordExporter logs;
  private final OtlpHttpMetricExporter metrics;

  OtlpRequests(SinkConfig config) {
    mapper = new ResultMapper(config.identity(), config.eventNameAttribute());
    maxWireBytes = config.maxBatchBytes().bytes();
    String base = config.endpoint().toString().replaceAll("/+$", "");
    logs =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(base + "/v1/logs")
            .setTimeout(config.timeout())
            .setConnectTimeout(config.timeout())
            .setHeaders(() -> revealed(config.headers()))
            .setRetryPolicy(null)
            .build();
    metrics =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(base + "/v1/metrics")
            .setTimeout(config.timeout())
            .setConnectTimeout(config.timeout())
            .setHeaders(() -> revealed(config.headers()))
            .setRetryPolicy(null)
            .build();
  }

  /** Makes one request with the items, or none when it would be too large. */
  Exchange send(Signal signal, List<ResultItem> items) {
    ExchangeSender.limit(maxWireBytes);
    if (signal == Signal.LOGS) {
      logs.export(items.stream().map(this::log).toList());
    } else {
      metrics.export(items.stream().flatMap(item -> metrics(item).stream()).toList());
    }
    return ExchangeSender.takeLast();
  }

  @Override
  public void close() {
    logs.shutdown();
    metrics.shutdown();
  }

  private LogRecordData log(ResultItem item) {
    return mapper.log(((ResultItem.Event) item).event());
  }

  private List<MetricData> metrics(ResultItem item) {
    return mapper.metrics(((ResultItem.Metrics) item).metrics());
  }

  private static Map<String, String> revealed(Map<String, Secret> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().reveal()));
  }
}
