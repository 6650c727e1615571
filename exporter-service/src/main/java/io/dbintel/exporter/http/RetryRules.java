package io.dbintel.exporter.http;

import io.dbintel.exporter.config.RetryConfig;
import io.dbintel.runtime.time.Backoff;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do after an exchange, by the OTLP specification (section "Failures", OTLP/HTTP) and for
 * every HTTP destination: 429, 502, 503, 504 and lost connections are tried again, Retry-After is
 * honoured within bounds. What shows that the request never reached the receiver (refused
 * credentials, redirects, another server's page) pauses delivery; nothing else is repeated.
 */
final class RetryRules {

  private static final double JITTER = 0.2;

  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
  private static final Pattern SECONDS = Pattern.compile("[0-9]+");
  private static final int MAX_DIGITS = 12;

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
    /** The same again after a longer wait; something else answers there until someone acts. */
    MISDIRECTED,
    /** In two halves. */
    SPLIT,
    /** Never again. */
    REJECTED
  }

  static Verdict verdict(Exchange exchange) {
    return switch (exchange.kind()) {
      case TOO_LARGE -> Verdict.SPLIT;
      case NOT_CONNECTED, NO_ANSWER -> Verdict.RETRY;
      case ANSWERED_BY_OTHERS -> Verdict.MISDIRECTED;
      case ANSWERED ->
          switch (exchange.status()) {
            case 401, 403, 407 -> Verdict.REFUSED_CREDENTIALS;
            case 413 -> Verdict.SPLIT;
            case 429, 502, 503, 504 -> Verdict.RETRY;
            default -> byClass(exchange);
          };
    };
  }

  private static Verdict byClass(Exchange exchange) {
    return switch (exchange.status() / 100) {
      // an interim response (RFC 9110, 15.2), after which the final one never came
      case 1 -> Verdict.RETRY;
      case 2 -> exchange.whole() ? Verdict.ACCEPTED : Verdict.RETRY;
      case 3 -> Verdict.MISDIRECTED;
      default -> Verdict.REJECTED;
    };
  }

  /**
   * How long to wait before the next attempt: at least as long as without Retry-After, since a
   * destination in trouble may ask for none at all, and not longer than an hour, since a mistake
   * there must not stop delivery for days.
   *
   * @param failures failed attempts so far, at least 1
   * @param random number in [0, 1) that spreads waits of several exporters
   * @param now the moment an HTTP date in Retry-After is compared with
   */
  Duration backoff(Exchange exchange, int failures, double random, Instant now) {
    Duration least = least(exchange, failures, random);
    Duration asked =
        exchange.retryAfter().flatMap(value -> parse(value.strip(), now)).orElse(Duration.ZERO);
    Duration bounded = asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    return bounded.compareTo(least) > 0 ? bounded : least;
  }

  private Duration least(Exchange exchange, int failures, double random) {
    Verdict verdict = verdict(exchange);
    if (verdict == Verdict.REFUSED_CREDENTIALS || verdict == Verdict.MISDIRECTED) {
      return config.refusedBackoff();
    }
    double nanos = backoff.delayAfter(failures).toNanos();
    return Duration.ofNanos(Math.round(nanos * (1 - JITTER + 2 * JITTER * random)));
  }

  private static Optional<Duration> parse(String retryAfter, Instant now) {
    if (SECONDS.matcher(retryAfter).matches()) {
      boolean absurd = retryAfter.length() > MAX_DIGITS;
      return Optional.of(absurd ? MAX_RETRY_AFTER : Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    try {
      Instant date =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, date));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
