package io.dbintel.redaction.pii;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scan found: positions, counts and the masked text, never a value. All clean texts share
 * {@link #CLEAN}.
 */
public final class PiiResult {
  /** The result of every text that holds nothing private. */
  public static final PiiResult CLEAN = new PiiResult(List.of(), null);

  private final List<Detection> detections;
  private final String masked;

  PiiResult(List<Detection> detections, String masked) {
    this.detections = List.copyOf(detections);
    this.masked = masked;
  }

  public boolean clean() {
    return this == CLEAN;
  }

  /** In order of position, without overlaps. */
  public List<Detection> detections() {
    return detections;
  }

  /** The masked text, or {@code original} itself if it was clean. */
  public String text(String original) {
    return clean() ? original : masked;
  }

  /** The masked text of a text that was not clean. */
  public String masked() {
    if (clean()) {
      throw new IllegalStateException(
          "a clean text has no masked form; ask clean() first or use text(original)");
    }
    return masked;
  }

  /** How many detections of each type, for audit. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    detections.forEach(detection -> counts.merge(detection.type(), 1, Integer::sum));
    return Collections.unmodifiableMap(counts);
  }

  @Override
  public String toString() {
    return "PiiResult" + counts();
  }
}
