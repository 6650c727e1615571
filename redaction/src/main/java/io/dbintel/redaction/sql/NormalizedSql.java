package io.dbintel.redaction.sql;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement without its literals.
 *
 * @param text statement with {@code ?} for every literal, lists folded, comments dropped
 * @param fingerprint hash of the statement's tokens; equal for another case, white space or
 *     literals
 * @param summary operations and targets by the OpenTelemetry grammar, at most 255 characters
 * @param operation first operation as written, for example SELECT; empty when there is none
 * @param collections tables named, in order, each once
 * @param tags key and value pairs found in comments (sqlcommenter, nr_service_guid)
 * @param truncated whether the text ends inside a literal, comment or quoted identifier
 * @param malformed whether some of the text could be read in two ways, or not at all, and was
 *     masked
 * @param normalizerVersion version of the rules that made it
 */
public record NormalizedSql(
    String text,
    long fingerprint,
    String summary,
    String operation,
    List<String> collections,
    Map<String, String> tags,
    boolean truncated,
    boolean malformed,
    int normalizerVersion) {

  public NormalizedSql {
    collections = List.copyOf(collections);
    tags = Map.copyOf(tags);
  }

  /** The fingerprint as 16 hexadecimal digits. */
  public String fingerprintHex() {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  /** The trace that issued the statement, if a comment says so in a valid {@code traceparent}. */
  public Optional<TraceParent> traceParent() {
    return Optional.ofNullable(tags.get("traceparent")).flatMap(TraceParent::parse);
  }
}
