package io.dbintel.redaction.pii.detector;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers, judged by libphonenumber. International ones ({@code +…}) must be possible for
 * their country code; national ones must be valid in a configured region and either have a key word
 * close by or be written in the region's own grouping.
 */
final class PhoneFinder implements SpanFinder {
  private static final Pattern INTERNATIONAL =
      Pattern.compile(
          "\\+(?<![" + WordBoundary.WORD + "+]\\+)[1-9](?:[ ().\\-]{0,2}[0-9]){6,14}(?![0-9])");
  private static final Pattern NATIONAL =
      Pattern.compile(
          "(?=[(0-9])(?<!["
              + WordBoundary.WORD
              + "+.,]|[0-9][-/:])(?![0-9]{4}-[0-9]{2}-[0-9]{2})"
              + "\\(?[0-9](?:[ ().\\-/]{0,2}[0-9]){6,13}(?!["
              + WordBoundary.WORD
              + ":]|[.,][0-9])");
  private static final int LONGEST_TRIES = 4;

  /** No region writes national numbers in more groups than France's five. */
  private static final int MAX_GROUPS = 5;

  private final List<String> regions;
  private final Proximity proximity;

  private PhoneFinder(List<String> regions, Proximity proximity) {
    this.regions = regions;
    this.proximity = proximity;
  }

  static PhoneFinder international() {
    return new PhoneFinder(List.of(), null);
  }

  static PhoneFinder near(Proximity proximity, List<String> regions) {
    return new PhoneFinder(regions, proximity);
  }

  static PhoneFinder grouped(List<String> regions) {
    return new PhoneFinder(regions, null);
  }

  @Override
  public void find(String text, SpanSink sink) {
    Matcher matcher = (regions.isEmpty() ? INTERNATIONAL : NATIONAL).matcher(text);
    while (matcher.find()) {
      int end = matcher.end();
      for (int tries = 0; tries < LONGEST_TRIES && end > matcher.start(); tries++) {
        int start = withoutLoneParenthesis(text, matcher.start(), end);
        if (accepts(text, start, end)) {
          sink.accept(start, end);
          break;
        }
        end = withoutLastGroup(text, start, end);
      }
    }
  }

  /** A parenthesis that closes behind the number is none of it. */
  private static int withoutLoneParenthesis(String text, int start, int end) {
    boolean lone = text.charAt(start) == '(' && text.substring(start, end).indexOf(')') < 0;
    return lone ? start + 1 : start;
  }

  private static int withoutLastGroup(String text, int start, int end) {
    int cut = end;
    while (cut > start && Character.isDigit(text.charAt(cut - 1))) {
      cut--;
    }
    while (cut > start && !Character.isDigit(text.charAt(cut - 1))) {
      cut--;
    }
    return cut;
  }

  private boolean accepts(String text, int start, int end) {
    String candidate = text.substring(start, end);
    if (regions.isEmpty()) {
      return possible(candidate);
    }
    if (groups(candidate) > MAX_GROUPS) {
      return false;
    }
    boolean named = proximity != null && proximity.near(text, start, end);
    if (proximity != null && !named) {
      return false;
    }
    return regions.stream().anyMatch(region -> valid(candidate, region, named));
  }

  private static int groups(String candidate) {
    int groups = 0;
    for (int i = 0; i < candidate.length(); i++) {
      groups +=
          WordBoundary.digitAt(candidate, i) && !WordBoundary.digitAt(candidate, i - 1) ? 1 : 0;
    }
    return groups;
  }

  private static boolean possible(String candidate) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      return InternationalNumber.possible(candidate)
          || numbers.isPossibleNumber(numbers.parse(candidate, null));
    } catch (NumberParseException e) {
      return false;
    }
  }

  private static boolean valid(String candidate, String region, boolean named) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      if (!numbers.isValidNumber(numbers.parse(candidate, region))) {
        return false;
      }
      return named
          || (candidate.chars().anyMatch(c -> !Character.isDigit(c))
              && numbers
                  .findNumbers(candidate, region, Leniency.STRICT_GROUPING, 1)
                  .iterator()
                  .hasNext());
    } catch (NumberParseException e) {
      return false;
    }
  }
}
