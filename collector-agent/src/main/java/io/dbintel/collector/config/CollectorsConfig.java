package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;

/**
 * What is collected from an instance.
 *
 * @param queryStats statement counters and texts
 * @param sessions sessions that are not idle
 * @param metrics metrics of the server and its databases
 * @param plans execution plans of statements
 */
public record CollectorsConfig(
    @Setting(description = "Statement counters and texts.") QueryStatsConfig queryStats,
    @Setting(description = "Sessions that are not idle.") SessionsConfig sessions,
    @Setting(description = "Metrics of the server and its databases.") MetricsConfig metrics,
    @Setting(description = "Execution plans of statements.") PlansConfig plans) {}
