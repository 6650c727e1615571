package io.dbintel.exporter.config;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.DiscriminatedBy;
import java.util.List;

/**
 * One destination. Its {@code type} chooses the record, so that a setting of another type is an
 * error.
 */
@DiscriminatedBy("type")
public sealed interface SinkConfig
    permits OtlpConfig, WebhookConfig, FileConfig, ConsoleConfig, PrometheusConfig {

  /** What it gets. */
  List<Signal> signals();

  /** Which results of those it gets. */
  FilterConfig filter();

  /** Batches that it processes at once. */
  default int maxInFlight() {
    return 1;
  }
}
