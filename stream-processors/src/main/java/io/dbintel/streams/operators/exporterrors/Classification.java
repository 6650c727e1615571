package io.dbintel.streams.operators.exporterrors;

import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.streams.records.VerifiedOutcome;
import java.util.List;
import java.util.Locale;

/**
 * Tells why results were refused: by the exporter's own reason, else by the HTTP status (OTLP
 * specification, OTLP/HTTP response codes), else by words in what the destination said. Words are
 * looked for in the order of the list; New Relic's are from its pages on NrIntegrationError and on
 * limits of the Metric API.
 */
final class Classification {
  private static final List<Words> WORDS =
      List.of(
          new Words(
              ErrorCategory.CARDINALITY,
              List.of(
                  "cardinality", "unique timeseries", "uniquetimeseries", "unique time series")),
          new Words(
              ErrorCategory.RATE_LIMIT,
              List.of("rate limit", "ratelimit", "too many requests", "throttl", "quota")),
          new Words(
              ErrorCategory.AUTH,
              List.of("api key", "api-key", "license key", "unauthori", "forbidden", "credential")),
          new Words(
              ErrorCategory.AGE,
              List.of("too old", "older than", "newer than", "in the future", "timestamp")),
          new Words(
              ErrorCategory.ATTRIBUTE_LIMITS,
              List.of("attribute", "too long", "maximum length", "exceeds the length")),
          new Words(
              ErrorCategory.SIZE,
              List.of("too large", "larger than", "payload", "request size", "message size")));

  private Classification() {}

  private record Words(ErrorCategory category, List<String> words) {}

  /** Why the outcome is not a success; null when it is one. */
  static ErrorCategory of(VerifiedOutcome outcome) {
    if (outcome.isReport() || outcome.status() == ExportStatus.DELAYED || outcome.rejected() > 0) {
      return why(outcome);
    }
    return null;
  }

  private static ErrorCategory why(VerifiedOutcome outcome) {
    ErrorCategory told = outcome.reason() == null ? null : ErrorCategory.find(outcome.reason());
    if (told != null) {
      return told;
    }
    if (outcome.status() == ExportStatus.EXPIRED) {
      return ErrorCategory.AGE;
    }
    return switch (outcome.httpStatus()) {
      case 401, 403, 407 -> ErrorCategory.AUTH;
      case 413 -> ErrorCategory.SIZE;
      case 429 -> ErrorCategory.RATE_LIMIT;
      default -> byWords(outcome.message() == null ? "" : outcome.message().toString());
    };
  }

  static ErrorCategory byWords(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    for (Words one : WORDS) {
      if (one.words().stream().anyMatch(text::contains)) {
        return one.category();
      }
    }
    return ErrorCategory.OTHER;
  }
}
