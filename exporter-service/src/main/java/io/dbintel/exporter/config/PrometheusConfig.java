package io.dbintel.exporter.config;

import io.dbintel.runtime.config.Setting;

/**
 * Where Prometheus scrapes the current values of the databases' metrics.
 *
 * @param bindAddress address to listen on
 * @param port TCP port; 0 picks a free one
 * @param maxSeries series kept; the points of further ones are counted and left out
 */
public record PrometheusConfig(
    @Setting(description = "Address to listen on.", defaultValue = "0.0.0.0") String bindAddress,
    @Setting(description = "TCP port.", defaultValue = "9187", min = "0", max = "65535") int port,
    @Setting(description = "Series kept.", defaultValue = "100000", min = "1") int maxSeries) {}
