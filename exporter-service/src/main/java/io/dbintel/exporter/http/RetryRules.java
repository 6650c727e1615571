package io.dbintel.exporter.http;

import io.dbintel.exporter.config.RetryConfig;
import io.dbintel.runtime.time.Backoff;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What to do after an exchange, by the OTLP specification (section "Failures", OTLP/HTTP) and for
 * every HTTP destination: 429, 502, 503, 504 and lost connections are tried again, Retry-After is
 * honoured, nothing else is repeated.
 */
final class RetryRules {

  private static final double JITTER = 0.2;

  /** A destination may ask for more, but a mistake there must not stop delivery for days. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

  private final RetryConfig config;
  private final Backoff backoff;

  RetryRules(RetryConfig config) {
    this.config = config;
    this.backoff = new Backoff(config.initialBackoff(), config.maxBackoff());
  }

  /** What comes next. */
  enum Verdict {
    ACCEPTED,
    /** The same again, after a wait. */
    RETRY,
    /** The same again after a longer wait; the credentials are refused until someone acts. */
    REFUSED_CREDENTIALS,
    /** In two halves. */
    SPLIT,
    /** Never again. */
    REJECTED
  }

  static Verdict verdict(Exchange exchange) {
    return switch (exchange.kind()) {
      case TOO_LARGE -> Verdict.SPLIT;
      case NOT_CONNECTED, NO_ANSWER -> Verdict.RETRY;
      case ANSWERED ->
          switch (exchange.status()) {
            case 401, 403 -> Verdict.REFUSED_CREDENTIALS;
            case 413 -> Verdict.SPLIT;
            case 429, 502, 503, 504 -> Verdict.RETRY;
            default -> success(exchange.status()) ? Verdict.ACCEPTED : Verdict.REJECTED;
          };
    };
  }

  private static boolean success(int status) {
    return status >= 200 && status < 300;
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param failures failed attempts so far, at least 1
   * @param random number in [0, 1) that spreads waits of several exporters
   * @param now the moment an HTTP date in Retry-After is compared with
   */
  Duration backoff(Exchange exchange, int failures, double random, Instant now) {
    Optional<Duration> asked = exchange.retryAfter().flatMap(value -> parse(value, now));
    if (asked.isPresent()) {
      return asked.get().compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked.get();
    }
    if (verdict(exchange) == Verdict.REFUSED_CREDENTIALS) {
      return config.refusedBackoff();
    }
    double nanos = backoff.delayAfter(failures).toNanos();
    return Duration.ofNanos(Math.round(nanos * (1 - JITTER + 2 * JITTER * random)));
  }

  private static Optional<Duration> parse(String retryAfter, Instant now) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfter.strip()))));
    } catch (NumberFormatException noSeconds) {
      return parseDate(retryAfter, now);
    }
  }

  private static Optional<Duration> parseDate(String retryAfter, Instant now) {
    try {
      Instant date =
          ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
