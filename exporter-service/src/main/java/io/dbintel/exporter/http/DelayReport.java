package io.dbintel.exporter.http;

import io.dbintel.exporter.http.RetryRules.Verdict;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.function.Consumer;

/**
 * Tells that a request has to wait: when it fails first, and then once a minute, for the attempts
 * since, and for the rest when it comes to an end. A destination that takes everything in the end,
 * but late, is seen only so. Not thread-safe.
 */
final class DelayReport {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final int items;
  private final Consumer<SinkOutcome> delays;
  private final Clock clock;
  private Instant told;
  private int failures;
  private long bytes;
  private SinkOutcome rest;

  /**
   * Tells {@code delays}.
   *
   * @param items log records or points of the request
   */
  DelayReport(int items, Consumer<SinkOutcome> delays, Clock clock) {
    this.items = items;
    this.delays = delays;
    this.clock = clock;
  }

  /** An attempt failed and will be repeated. */
  void failed(Exchange exchange, Verdict verdict, String message) {
    failures++;
    bytes += exchange.wireBytes();
    rest =
        new SinkOutcome(
            ExportStatus.DELAYED,
            exchange.status(),
            failures,
            items,
            items,
            bytes,
            exchange.mayHaveArrived(),
            message,
            reason(exchange, verdict),
            Collections.emptySortedMap());
    Instant now = clock.instant();
    if (told == null || !now.isBefore(told.plus(INTERVAL))) {
      end();
      told = now;
    }
  }

  /** Tells what was not told yet. */
  void end() {
    if (rest != null) {
      delays.accept(rest);
      rest = null;
      failures = 0;
      bytes = 0;
    }
  }

  /** A 503 with Retry-After is how OTLP says that it is too much (OTLP/HTTP, "Throttling"). */
  private static String reason(Exchange exchange, Verdict verdict) {
    boolean throttled =
        exchange.status() == TOO_MANY_REQUESTS
            || (exchange.status() == UNAVAILABLE && exchange.retryAfter().isPresent());
    return switch (verdict) {
      case REFUSED_CREDENTIALS -> "auth";
      case MISDIRECTED -> "misdirected";
      default -> throttled ? "rate_limit" : "unavailable";
    };
  }
}
