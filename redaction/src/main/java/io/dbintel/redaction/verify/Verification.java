package io.dbintel.redaction.verify;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.Map;

/**
 * What verifying a text gave.
 *
 * @param text the text, clean
 * @param detections how many private values were masked, by kind; empty when there were none
 * @param statement what normalising found; null unless the text is a statement
 * @param summary operations and targets of a statement, for example "SELECT orders"; null unless
 *     the text is a statement that has a summary
 */
public record Verification(
    CleanText text,
    Map<String, Integer> detections,
    NormalizedStatement statement,
    CleanText summary) {

  public Verification {
    detections = Map.copyOf(detections);
  }
}
