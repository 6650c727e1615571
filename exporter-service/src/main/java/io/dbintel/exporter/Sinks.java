package io.dbintel.exporter;

import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.console.ConsoleSink;
import io.dbintel.exporter.file.FileSink;
import io.dbintel.exporter.otlp.OtlpSink;
import io.dbintel.exporter.prometheus.PrometheusSink;
import io.dbintel.exporter.sink.Sink;
import java.time.Clock;

/** Makes the sink that a configuration asks for. */
final class Sinks {

  private Sinks() {}

  static Sink create(String name, SinkConfig config) {
    return switch (config.type()) {
      case OTLP -> new OtlpSink(name, config, Clock.systemUTC());
      case FILE -> new FileSink(config);
      case CONSOLE -> new ConsoleSink(System.out);
      case PROMETHEUS -> new PrometheusSink(config.prometheus());
    };
  }
}
