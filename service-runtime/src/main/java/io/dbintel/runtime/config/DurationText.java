package io.dbintel.runtime.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Syntax of a duration: a whole number and one of the units ms, s, m, h, d. */
final class DurationText {

  static final String SYNTAX = "^\\d+ ?(ms|s|m|h|d)$";

  private static final Pattern FORM = Pattern.compile("(\\d+) ?(ms|s|m|h|d)");
  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private DurationText() {}

  static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    try {
      long amount = Long.parseLong(form.group(1));
      return Duration.ofMillis(Math.multiplyExact(amount, MILLISECONDS.get(form.group(2))));
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw new IllegalArgumentException("duration too long: " + text, tooLarge);
    }
  }
}
