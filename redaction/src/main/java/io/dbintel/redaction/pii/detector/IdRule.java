package io.dbintel.redaction.pii.detector;

import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * An official personal number: a written form distinct enough to stand alone, a plain form that
 * counts only near a key word, or both, and the check that either must pass.
 */
final class IdRule {
  private final String type;
  private final Predicate<String> check;
  private final List<TriggerPattern> triggers = new ArrayList<>();
  private SpanFinder finder = (text, sink) -> {};

  private IdRule(String type, Predicate<String> check) {
    this.type = type;
    this.check = check;
  }

  /** {@code check} gets the value's letters and digits, letters in upper case. */
  static IdRule of(String type, Predicate<String> check) {
    return new IdRule(type, value -> check.test(CheckDigits.compact(value)));
  }

  /** A form that needs no key word; one of the triggers is part of every such value. */
  IdRule written(String regex, TriggerPattern... anyOf) {
    triggers.addAll(List.of(anyOf));
    finder = finder.and(asked(regex, RegexFinder.of(whole(regex), check)));
    return this;
  }

  /** A form that needs a key word close by. */
  IdRule near(String regex, String... keywords) {
    Proximity proximity = Proximity.to(keywords);
    triggers.addAll(proximity.triggers());
    finder = finder.and(asked(regex, RegexFinder.near(proximity, whole(regex), check)));
    return this;
  }

  /** A pattern that is asked at the beginnings of numbers alone needs no look behind for words. */
  private static String whole(String regex) {
    return (onlyDigitsBegin(regex) ? "" : WordBoundary.START)
        + "(?<![0-9][.-])(?:"
        + regex
        + ")(?!["
        + WordBoundary.WORD
        + "]|[.-][0-9])";
  }

  private static SpanFinder asked(String regex, RegexFinder finder) {
    return onlyDigitsBegin(regex) ? finder.atNumbers() : finder;
  }

  private static boolean onlyDigitsBegin(String regex) {
    return Arrays.stream(regex.split("\\|"))
        .allMatch(part -> part.matches("(\\(\\?:)?\\[?[0-9].*"));
  }

  Detector detector() {
    return new Detector(type, Sensitivity.MEDIUM, ValueShape.NUMBER, List.copyOf(triggers), finder);
  }
}
