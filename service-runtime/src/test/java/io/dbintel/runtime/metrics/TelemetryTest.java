package io.dbintel.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.runtime.http.PortUnavailableException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class TelemetryTest {

  @Test
  void givesInstrumentsAsPrometheusText() throws Exception {
    try (Telemetry telemetry = Telemetry.create("dbintel-test")) {
      telemetry.serve(HttpEndpointsConfig.ephemeral());
      telemetry
          .meter("io.dbintel.test")
          .counterBuilder("dbintel.polls")
          .setUnit("{poll}")
          .build()
          .add(3, Attributes.of(AttributeKey.stringKey("outcome"), "ok"));

      HttpResponse<String> answer = get(telemetry.port(), "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(answer.body())
          .containsPattern("dbintel_polls_total\\{.*outcome=\"ok\".*} 3")
          .contains("service_name=\"dbintel-test\"");
    }
  }

  @Test
  void reportsWhatTheProcessUses() {
    try (Telemetry telemetry = Telemetry.create("dbintel-test")) {
      assertThat(telemetry.prometheusText())
          .contains("jvm_memory_used_bytes")
          .contains("jvm_memory_type=\"heap\"")
          .contains("jvm_memory_limit_bytes")
          .contains("jvm_thread_count")
          .contains("jvm_cpu_time_seconds_total")
          .contains("jvm_cpu_count")
          .contains("jvm_gc_time_seconds_total")
          .contains("process_uptime_seconds");
    }
  }

  @Test
  void namesThePortInUse() {
    try (Telemetry first = Telemetry.create("first");
        Telemetry second = Telemetry.create("second")) {
      first.serve("127.0.0.1", 0);
      assertThatThrownBy(() -> second.serve("127.0.0.1", first.port()))
          .isInstanceOf(PortUnavailableException.class)
          .hasMessageContaining("metrics endpoint")
          .hasMessageContaining("http.metricsPort");
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
