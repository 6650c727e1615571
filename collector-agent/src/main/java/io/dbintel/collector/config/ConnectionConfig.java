package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * What an agent may cost a database.
 *
 * @param poolSize most connections at once
 * @param connectTimeout limit of opening a connection
 * @param statementTimeout limit of one statement
 * @param lockTimeout limit of waiting for a lock
 * @param idleInTransactionTimeout limit of an open transaction without a statement
 */
public record ConnectionConfig(
    @Setting(description = "Most connections at once.", defaultValue = "2", min = "1", max = "8")
        int poolSize,
    @Setting(
            description = "Limit of opening a connection.",
            defaultValue = "5s",
            min = "250ms",
            max = "1m")
        Duration connectTimeout,
    @Setting(
            description = "Limit of one statement.",
            defaultValue = "10s",
            min = "100ms",
            max = "2m")
        Duration statementTimeout,
    @Setting(
            description = "Limit of waiting for a lock.",
            defaultValue = "1s",
            min = "10ms",
            max = "1m")
        Duration lockTimeout,
    @Setting(
            description = "Limit of an open transaction without a statement.",
            defaultValue = "30s",
            min = "1s",
            max = "10m")
        Duration idleInTransactionTimeout) {}
