package io.dbintel.redaction.verify;

import io.dbintel.redaction.sql.NormalizedSql;
import java.util.Map;

/**
 * What verifying a text gave.
 *
 * @param text the text, clean
 * @param detections how many private values were masked, by kind
 * @param sql what SQL scanning found; null for other text
 */
public record Verification(CleanText text, Map<String, Integer> detections, NormalizedSql sql) {

  public Verification {
    detections = Map.copyOf(detections);
  }
}
