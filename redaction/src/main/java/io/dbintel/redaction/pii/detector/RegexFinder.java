package io.dbintel.redaction.pii.detector;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds by a pattern and keeps what its validator accepts. The private part is group 1 if the
 * pattern has one, else the whole match. Patterns here bound every repetition of a group and begin
 * with a boundary, so that a text is walked about once.
 */
final class RegexFinder implements SpanFinder {
  private final Pattern pattern;
  private final int group;
  private final Predicate<String> validator;
  private final Proximity proximity;
  private final boolean atNumbers;

  private RegexFinder(
      Pattern pattern, Predicate<String> validator, Proximity proximity, boolean atNumbers) {
    this.pattern = pattern;
    this.group = Math.min(1, pattern.matcher("").groupCount());
    this.validator = validator;
    this.proximity = proximity;
    this.atNumbers = atNumbers;
  }

  /** Values that the validator accepts. */
  static RegexFinder of(String regex, Predicate<String> validator) {
    return new RegexFinder(Pattern.compile(regex), validator, null, false);
  }

  /** The pattern alone proves the value. */
  static RegexFinder of(String regex) {
    return of(regex, value -> true);
  }

  /** Values that the validator accepts and that have a key word close by. */
  static RegexFinder near(Proximity proximity, String regex, Predicate<String> validator) {
    return new RegexFinder(Pattern.compile(regex), validator, proximity, false);
  }

  /** The same pattern where a word begins with a digit, asked nowhere else. */
  RegexFinder atNumbers() {
    return new RegexFinder(pattern, validator, proximity, true);
  }

  @Override
  public void find(String text, SpanSink sink) {
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    int from = 0;
    while (from <= text.length() && finds(matcher, text, from)) {
      int start = matcher.start(group);
      int end = matcher.end(group);
      if (validator.test(text.substring(start, end))
          && (proximity == null || proximity.near(text, start, end))) {
        sink.accept(start, end);
        from = Math.max(matcher.end(), from + 1);
      } else {
        from = nextStart(text, matcher.start());
      }
    }
  }

  private boolean finds(Matcher matcher, String text, int from) {
    if (!atNumbers) {
      return matcher.find(from);
    }
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0'
          && c <= '9'
          && !WordBoundary.inWordAt(text, at - 1)
          && matcher.region(at, text.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  /** After a refused candidate the search goes on behind its first run of letters and digits. */
  private static int nextStart(String text, int refused) {
    int next = refused + 1;
    while (WordBoundary.letterOrDigitAt(text, next)) {
      next++;
    }
    return next;
  }
}
