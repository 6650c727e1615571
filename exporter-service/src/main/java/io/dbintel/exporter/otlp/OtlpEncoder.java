package io.dbintel.exporter.otlp;

import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.List;

/**
 * Encodes OpenTelemetry data as OTLP export requests: protobuf, compressed with gzip. The SDK's
 * exporters do it, with {@link MessageCapture} in the place of their HTTP client; nothing else
 * knows them. Thread-safe.
 */
final class OtlpEncoder {

  private final OtlpHttpLogRecordExporter logs =
      OtlpHttpLogRecordExporter.builder().setRetryPolicy(null).build();
  private final OtlpHttpMetricExporter metrics =
      OtlpHttpMetricExporter.builder().setRetryPolicy(null).build();

  /** An ExportLogsServiceRequest. */
  byte[] logs(List<LogRecordData> records) {
    logs.export(records);
    return MessageCapture.takeLast();
  }

  /** An ExportMetricsServiceRequest. */
  byte[] metrics(List<MetricData> data) {
    metrics.export(data);
    return MessageCapture.takeLast();
  }
}
