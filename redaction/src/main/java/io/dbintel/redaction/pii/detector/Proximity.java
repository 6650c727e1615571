package io.dbintel.redaction.pii.detector;

import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Key words one of which must be close to a value. A blank in a key word also matches nothing or
 * for one of {@code _ . -}. Key words shorter than five letters must be whole words.
 */
final class Proximity {
  private static final int BEFORE = 50;
  private static final int AFTER = 25;
  private static final int SHORT_WORD = 5;

  private final List<String> keywords;
  private final Pattern pattern;

  private Proximity(List<String> keywords) {
    this.keywords = keywords;
    this.pattern =
        Pattern.compile(
            keywords.stream().map(Proximity::regex).collect(Collectors.joining("|")),
            Pattern.CASE_INSENSITIVE);
  }

  static Proximity to(String... keywords) {
    return new Proximity(List.of(keywords));
  }

  static Proximity to(List<String> keywords) {
    return new Proximity(keywords);
  }

  private static String regex(String keyword) {
    String body = Pattern.quote(keyword).replace(" ", "\\E[ _.-]?\\Q");
    return keyword.length() < SHORT_WORD ? "(?<![A-Za-z0-9])" + body + "(?![A-Za-z0-9])" : body;
  }

  /** True if there is a key word within 50 characters before or 25 after the span. */
  boolean near(String text, int start, int end) {
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    return matcher.region(Math.max(0, start - BEFORE), start).find()
        || matcher.region(end, Math.min(text.length(), end + AFTER)).find();
  }

  /** The triggers that hold for every text with one of the key words. */
  List<TriggerPattern> triggers() {
    return keywords.stream().map(Proximity::trigger).toList();
  }

  private static TriggerPattern trigger(String keyword) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < keyword.length(); i++) {
      char c = keyword.charAt(i);
      if (c == ' ') {
        escaped.append("[ _.\\-]?");
      } else {
        escaped.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
      }
    }
    return keyword.length() < SHORT_WORD
        ? TriggerPattern.word(escaped.toString())
        : TriggerPattern.anyCase(escaped.toString());
  }
}
