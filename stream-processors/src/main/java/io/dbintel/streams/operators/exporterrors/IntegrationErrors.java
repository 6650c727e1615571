package io.dbintel.streams.operators.exporterrors;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what New Relic reported of results that it had accepted (the event type NrIntegrationError)
 * out of the arguments of a command NR_INTEGRATION_ERROR, and makes an outcome of it that is
 * counted with all others.
 */
public final class IntegrationErrors {
  private static final String DEFAULT_SINK = "newrelic";
  private static final int MAX_SINK = 200;

  private IntegrationErrors() {}

  /**
   * The outcome of the report.
   *
   * @param timestamp of the command, ms since the Unix epoch
   * @return null when the arguments are not those of a report
   */
  public static ExportOutcome outcome(VerifiedRecord.Order report, long timestamp) {
    Map<String, CleanText> arguments = report.arguments();
    int count = count(arguments.get("count"));
    ErrorCategory category = category(arguments);
    String sink = text(arguments, "sink");
    if (count <= 0 || category == null || sink.length() > MAX_SINK) {
      return null;
    }
    boolean metrics = normalised(text(arguments, "new_relic_feature")).startsWith("metric");
    return ExportOutcome.newBuilder()
        .setSink(sink.isBlank() ? DEFAULT_SINK : sink)
        .setSignal(metrics ? "metrics" : "logs")
        .setStatus(ExportStatus.REJECTED)
        .setHttpStatus(0)
        .setAttempts(0)
        .setItems(0)
        .setRejectedItems(count)
        .setBytes(0)
        .setPossibleDuplicate(false)
        .setTime(timestamp * 1_000)
        .setReason(category.label())
        .setReportId(report.commandId())
        .build();
  }

  /**
   * The message's class, where the feeder gives one; else what New Relic's own words mean, in any
   * casing: its documentation has several.
   */
  private static ErrorCategory category(Map<String, CleanText> arguments) {
    String messageClass = text(arguments, "message_class");
    if (!messageClass.isEmpty()) {
      return ErrorCategory.find(messageClass);
    }
    String limit = normalised(text(arguments, "rate_limit_type"));
    if (limit.startsWith("unique")) {
      return ErrorCategory.CARDINALITY;
    }
    return switch (normalised(text(arguments, "category"))) {
      case "ratelimit" -> ErrorCategory.RATE_LIMIT;
      case "badrequest", "apilimit", "eventapiexception" -> ErrorCategory.OTHER;
      default -> null;
    };
  }

  private static String normalised(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }

  private static String text(Map<String, CleanText> arguments, String name) {
    CleanText text = arguments.get(name);
    return text == null ? "" : text.toString().strip();
  }

  private static int count(CleanText text) {
    if (text == null) {
      return 0;
    }
    try {
      return Integer.parseInt(text.toString().strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
