package io.dbintel.redaction.plan;

import java.util.HexFormat;

/**
 * An execution plan without literals.
 *
 * @param text the plan in its own format; JSON comes out as valid JSON, also when it went in cut
 * @param structuralHash see {@link StructuralHash}; equal for other literals, costs, rows and times
 * @param nodes operations, or tables where a system's plan is a list of these
 * @param startupCost estimated cost until the first row, in the system's own unit; null when the
 *     plan does not say
 * @param totalCost estimated cost of the whole, in the system's own unit; null when the plan does
 *     not say
 * @param truncated whether the plan ends before its end, or its text was cut to a length
 * @param malformed whether some of it could be read in two ways, or not at all, and was masked
 */
public record MaskedPlan(
    String text,
    long structuralHash,
    int nodes,
    Double startupCost,
    Double totalCost,
    boolean truncated,
    boolean malformed) {

  /** The structural hash as 16 hexadecimal digits. */
  public String structuralHashHex() {
    return HexFormat.of().toHexDigits(structuralHash);
  }
}
