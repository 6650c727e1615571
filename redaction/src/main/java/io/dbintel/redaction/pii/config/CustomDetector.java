package io.dbintel.redaction.pii.config;

import io.dbintel.redaction.pii.pattern.LinearPattern;
import java.util.List;

/**
 * A detector given by configuration. Its pattern must be a regular language: it is compiled to an
 * automaton that takes one step a character, and refused at start if that takes too much work.
 *
 * @param type what its detections are called
 * @param pattern literals, character classes, {@code \d \w \s}, groups, {@code | * + ? {m,n}}; no
 *     anchors, look-around, back references or inline flags
 * @param ignoreCase letters match in any case
 * @param wholeWord no letter or digit may be directly before or after; null: true
 * @param keywords if any are given, one must be close to the value
 * @param check the check-digit rule the value must pass; null: none
 * @param sensitivity the level from which it runs; null: medium
 */
public record CustomDetector(
    String type,
    String pattern,
    boolean ignoreCase,
    Boolean wholeWord,
    List<String> keywords,
    CheckRule check,
    Sensitivity sensitivity) {
  public CustomDetector {
    TypeName.require("custom detector", type);
    wholeWord = wholeWord == null || wholeWord;
    keywords = keywords == null ? List.of() : List.copyOf(keywords);
    check = check == null ? CheckRule.NONE : check;
    sensitivity = sensitivity == null ? Sensitivity.MEDIUM : sensitivity;
    LinearPattern.compile("custom detector " + type, pattern, ignoreCase);
  }

  /** A detector of whole words at medium sensitivity. */
  public static CustomDetector of(String type, String pattern) {
    return new CustomDetector(type, pattern, false, true, List.of(), CheckRule.NONE, null);
  }
}
