package io.dbintel.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ServiceIdentity;
import io.dbintel.exporter.mapping.ResultMapper;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class OtlpEncoderTest {

  private final OtlpEncoder encoder = new OtlpEncoder();
  private final ResultMapper mapper = new ResultMapper(ServiceIdentity.HOSTPORT, false);

  @Test
  void encodesOneRequestWithAllRecordsAndNeedsNoReceiver() throws IOException {
    byte[] body =
        encoder.logs(
            IntStream.range(0, 3)
                .mapToObj(i -> mapper.log(Results.event("id" + i, Results.NOW)))
                .toList());
    ExportLogsServiceRequest request = ExportLogsServiceRequest.parseFrom(gunzip(body));
    assertThat(request.getResourceLogsList()).hasSize(1);
    assertThat(request.getResourceLogs(0).getScopeLogs(0).getScope().getName())
        .isEqualTo("io.dbintel.postgresql");
    assertThat(request.getResourceLogs(0).getScopeLogs(0).getLogRecordsList()).hasSize(3);
  }

  @Test
  void encodesMetrics() throws IOException {
    byte[] body = encoder.metrics(mapper.metrics(Results.metrics("m", 7)));
    ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(gunzip(body));
    assertThat(request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList())
        .extracting("name")
        .isEqualTo(List.of("postgresql.commits", "postgresql.wal.age"));
  }

  @Test
  void eachMessageIsTakenOnce() {
    encoder.logs(List.of());
    assertThatThrownBy(MessageCapture::takeLast)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("encoded nothing");
  }

  private static byte[] gunzip(byte[] body) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readAllBytes();
    }
  }
}
