package io.dbintel.redaction.statement;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that issued a statement (W3C Trace Context, header {@code traceparent}).
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param sampled whether the caller recorded the trace
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

  /** Parses the value of a {@code traceparent}; empty when it is not a valid one. */
  public static Optional<TraceParent> parse(String value) {
    Matcher match = FORM.matcher(value);
    if (!match.matches()) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(match.group(3), 16) & 1) != 0;
    return Optional.of(new TraceParent(match.group(1), match.group(2), sampled));
  }
}
