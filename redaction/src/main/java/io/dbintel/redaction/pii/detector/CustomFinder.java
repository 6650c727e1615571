package io.dbintel.redaction.pii.detector;

import io.dbintel.redaction.pii.config.CheckRule;
import io.dbintel.redaction.pii.config.CustomDetector;
import io.dbintel.redaction.pii.pattern.LinearPattern;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.List;

/** A configured detector: the longest match from each position, at most 1,024 characters. */
final class CustomFinder implements SpanFinder {
  private static final int MAX_MATCH = 1_024;

  private final LinearPattern pattern;
  private final boolean wholeWord;
  private final Proximity proximity;
  private final CheckRule check;

  private CustomFinder(CustomDetector custom) {
    this.pattern =
        LinearPattern.compile(
            "custom detector " + custom.type(), custom.pattern(), custom.ignoreCase());
    this.wholeWord = custom.wholeWord();
    this.proximity = custom.keywords().isEmpty() ? null : Proximity.to(custom.keywords());
    this.check = custom.check();
  }

  /** The detector that a configuration describes; its own pattern is its trigger. */
  static Detector detector(CustomDetector custom) {
    return new Detector(
        custom.type(),
        custom.sensitivity(),
        ValueShape.SECRET,
        List.of(TriggerPattern.of(custom.pattern(), custom.ignoreCase(), custom.wholeWord())),
        new CustomFinder(custom),
        true);
  }

  @Override
  public void find(String text, SpanSink sink) {
    int at = 0;
    while (at < text.length()) {
      int end = pattern.longestMatch(text, at, Math.min(text.length(), at + MAX_MATCH));
      if (end > at && accepts(text, at, end)) {
        sink.accept(at, end);
        at = end;
      } else {
        at += Character.charCount(text.codePointAt(at));
      }
    }
  }

  private boolean accepts(String text, int start, int end) {
    if (wholeWord && (inWord(text, start - 1) || inWord(text, end))) {
      return false;
    }
    return passes(text.substring(start, end))
        && (proximity == null || proximity.near(text, start, end));
  }

  private static boolean inWord(String text, int index) {
    return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
  }

  private boolean passes(String value) {
    String compact = CheckDigits.compact(value);
    return switch (check) {
      case NONE -> true;
      case LUHN -> CheckDigits.luhn(compact);
      case VERHOEFF -> CheckDigits.verhoeff(compact);
      case MOD_97 -> compact.chars().allMatch(c -> c < 0x80) && CheckDigits.mod97(compact) == 1;
    };
  }
}
