package io.dbintel.ctl.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values of the admin API with their units; {@code -} for what is not known. */
public final class Units {

  private static final String NONE = "-";
  private static final double NANOS_PER_MILLI = 1e6;

  private Units() {}

  /** The text, or - for none. */
  public static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() || value.asText().isEmpty()
        ? NONE
        : value.asText();
  }

  /** A whole number with its thousands set apart. */
  public static String count(JsonNode value) {
    return value.isNumber() ? count(value.asLong()) : text(value);
  }

  /** A whole number with its thousands set apart. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share as per cent. */
  public static String percent(JsonNode value) {
    return value.isNumber() ? decimal(value.asDouble() * 100) + " %" : text(value);
  }

  /** Money or another number with two places. */
  public static String amount(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%,.2f", value.asDouble()) : text(value);
  }

  /** A number without needless places. */
  public static String number(JsonNode value) {
    return value.isNumber() ? decimal(value.asDouble()) : text(value);
  }

  /** A duration in milliseconds. */
  public static String millis(JsonNode value) {
    return value.isNumber() ? millis(value.asDouble()) : text(value);
  }

  /** A duration in nanoseconds. */
  public static String nanos(JsonNode value) {
    return value.isNumber() ? nanos(value.asLong()) : text(value);
  }

  /** A duration in nanoseconds. */
  public static String nanos(long value) {
    return millis(value / NANOS_PER_MILLI);
  }

  private static String millis(double value) {
    double size = Math.abs(value);
    if (size < 1_000) {
      return String.format(Locale.ROOT, size < 10 ? "%.3f ms" : "%.1f ms", value);
    }
    if (size < 60_000) {
      return String.format(Locale.ROOT, "%.2f s", value / 1_000);
    }
    Duration whole = Duration.ofMillis(Math.round(size));
    String sign = value < 0 ? "-" : "";
    return whole.toHours() == 0
        ? String.format(Locale.ROOT, "%s%dm %02ds", sign, whole.toMinutes(), whole.toSecondsPart())
        : String.format(Locale.ROOT, "%s%,dh %02dm", sign, whole.toHours(), whole.toMinutesPart());
  }

  /** A moment to the second, UTC. */
  public static String moment(JsonNode value) {
    String text = text(value);
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeParseException other) {
      return text;
    }
  }

  private static String decimal(double value) {
    if (value > 0 && value < 0.005) {
      return "<0.01";
    }
    String text = String.format(Locale.ROOT, "%,.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
