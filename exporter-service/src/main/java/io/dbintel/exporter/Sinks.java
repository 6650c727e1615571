package io.dbintel.exporter;

import io.dbintel.exporter.config.ConsoleConfig;
import io.dbintel.exporter.config.FileConfig;
import io.dbintel.exporter.config.OtlpConfig;
import io.dbintel.exporter.config.PrometheusConfig;
import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.config.WebhookConfig;
import io.dbintel.exporter.console.ConsoleSink;
import io.dbintel.exporter.file.FileSink;
import io.dbintel.exporter.http.HttpSink;
import io.dbintel.exporter.otlp.OtlpFormat;
import io.dbintel.exporter.prometheus.PrometheusSink;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.webhook.WebhookFormat;
import java.time.Clock;

/** Makes the sink that a configuration asks for. */
final class Sinks {

  private Sinks() {}

  static Sink create(String name, SinkConfig config) {
    Clock clock = Clock.systemUTC();
    if (config instanceof OtlpConfig otlp) {
      return new HttpSink(name, otlp.delivery(), new OtlpFormat(otlp), clock);
    }
    if (config instanceof WebhookConfig webhook) {
      return new HttpSink(name, webhook.delivery(), new WebhookFormat(webhook), clock);
    }
    if (config instanceof FileConfig file) {
      return new FileSink(file);
    }
    if (config instanceof ConsoleConfig) {
      return new ConsoleSink(System.out);
    }
    if (config instanceof PrometheusConfig prometheus) {
      return new PrometheusSink(name, prometheus);
    }
    throw new IllegalStateException("no sink is made from " + config.getClass().getName());
  }
}
