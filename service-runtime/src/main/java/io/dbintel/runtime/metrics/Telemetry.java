package io.dbintel.runtime.metrics;

import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.runtime.http.HttpEndpoint;
import io.dbintel.runtime.http.HttpEndpoint.Answer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A service's own metrics: OpenTelemetry meters, collected when {@code /metrics} is read and served
 * in the Prometheus text format. Nothing is collected or kept between reads beyond the instruments
 * themselves.
 */
public final class Telemetry implements AutoCloseable {

  private final PrometheusMetricReader reader;
  private final SdkMeterProvider meters;
  private HttpEndpoint server;

  private Telemetry(PrometheusMetricReader reader, SdkMeterProvider meters) {
    this.reader = reader;
    this.meters = meters;
  }

  /**
   * Creates the meters of a service, including JVM and process metrics; opens no port yet.
   *
   * @param serviceName the resource attribute service.name, such as {@code dbintel-agent}
   */
  public static Telemetry create(String serviceName) {
    PrometheusMetricReader reader = PrometheusMetricReader.create();
    Resource resource =
        Resource.getDefault().toBuilder()
            .put(AttributeKey.stringKey("service.name"), serviceName)
            .build();
    SdkMeterProvider meters =
        SdkMeterProvider.builder().setResource(resource).registerMetricReader(reader).build();
    Telemetry telemetry = new Telemetry(reader, meters);
    JvmMetrics.register(telemetry.meter("io.dbintel.runtime.jvm"));
    return telemetry;
  }

  /**
   * The meter of one part of the service; the same scope gives the same meter.
   *
   * @param scope instrumentation scope name, by convention the package of the part
   */
  public Meter meter(String scope) {
    return meters.get(scope);
  }

  /**
   * Starts to serve {@code /metrics}.
   *
   * @throws io.dbintel.runtime.http.PortUnavailableException if the port is not available
   */
  public synchronized void serve(String bindAddress, int port) {
    server =
        HttpEndpoint.start(
            "metrics",
            "http.metricsPort",
            bindAddress,
            port,
            Map.of(
                "/metrics",
                () -> new Answer(200, PrometheusTextFormatWriter.CONTENT_TYPE, prometheusText())));
  }

  /** As {@link #serve(String, int)}, with the address and port of the configuration. */
  public void serve(HttpEndpointsConfig endpoints) {
    serve(endpoints.bindAddress(), endpoints.metricsPort());
  }

  /** The TCP port of {@code /metrics}; only after {@link #serve(String, int)}. */
  public synchronized int port() {
    return server.port();
  }

  /** All metrics now, in the Prometheus text format 0.0.4. */
  public String prometheusText() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, reader.collect());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
    meters.close();
  }
}
