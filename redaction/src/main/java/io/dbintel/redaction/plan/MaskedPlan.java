package io.dbintel.redaction.plan;

import java.util.HexFormat;

/**
 * An execution plan without literals.
 *
 * @param text the plan in its own format; JSON comes out as valid JSON, also when it went in cut
 * @param structuralHash hash of nodes, names and masked conditions; equal for other literals,
 *     costs, rows and times
 * @param truncated whether the plan ends before its end
 * @param malformed whether some of it could be read in two ways, or not at all, and was masked
 */
public record MaskedPlan(String text, long structuralHash, boolean truncated, boolean malformed) {

  /** The structural hash as 16 hexadecimal digits. */
  public String structuralHashHex() {
    return HexFormat.of().toHexDigits(structuralHash);
  }
}
