package io.dbintel.redaction.statement;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement or command without its literals.
 *
 * @param text the statement with {@code ?} for every literal, lists folded, comments dropped
 * @param fingerprint hash of the statement's tokens; equal for another case, white space or other
 *     literals
 * @param summary operations and targets by the OpenTelemetry grammar, at most 255 characters
 * @param operation first operation, for example SELECT or find; empty when there is none
 * @param collections tables, collections or indexes named, in order, each once
 * @param tags key and value pairs found in comments (sqlcommenter, nr_service_guid); not verified
 * @param truncated whether the text ends before the statement does, as far as that can be seen
 * @param malformed whether some of the text could be read in two ways, or not at all, and was
 *     masked
 * @param normalizerVersion version of the language's rules that made it
 */
public record NormalizedStatement(
    String text,
    long fingerprint,
    String summary,
    String operation,
    List<String> collections,
    Map<String, String> tags,
    boolean truncated,
    boolean malformed,
    int normalizerVersion) {

  /** What every literal is replaced with. */
  public static final String PLACEHOLDER = "?";

  public NormalizedStatement {
    collections = List.copyOf(collections);
    tags = Map.copyOf(tags);
  }

  /** A statement of which nothing could be read: it is masked as a whole. */
  public static NormalizedStatement maskedWhole(boolean truncated, int normalizerVersion) {
    return new NormalizedStatement(
        PLACEHOLDER,
        Fingerprint.of(PLACEHOLDER),
        "",
        "",
        List.of(),
        Map.of(),
        truncated,
        true,
        normalizerVersion);
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
