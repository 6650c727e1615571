package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.config.Sensitivity.MEDIUM;
import static io.dbintel.redaction.pii.detector.WordBoundary.END;
import static io.dbintel.redaction.pii.detector.WordBoundary.START;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only its surroundings make private: dates of birth and passport numbers. */
final class PersonDetectors {
  private static final Pattern YEAR = Pattern.compile("(?:18|19|20)[0-9]{2}");
  private static final String MONTH =
      "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";

  private static final int MIN_PASSPORT_DIGITS = 4;

  private PersonDetectors() {}

  static List<Detector> all() {
    return List.of(dateOfBirth(), passport());
  }

  private static Detector dateOfBirth() {
    Proximity words =
        Proximity.to(
            "date of birth",
            "birth date",
            "birthday",
            "born",
            "dob",
            "geburtsdatum",
            "geboren",
            "date de naissance",
            "fecha de nacimiento",
            "data di nascita",
            "birth day",
            "data de nascimento",
            "geboortedatum");
    String numeric =
        "[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})";
    String written =
        "[0-9]{1,2}(?:st|nd|rd|th)?[ -]"
            + MONTH
            + "[ ,-]{1,2}[0-9]{4}|"
            + MONTH
            + " [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}";
    return new Detector(
        "DATE_OF_BIRTH",
        MEDIUM,
        ValueShape.SECRET,
        words.triggers(),
        RegexFinder.near(
            words,
            "(?<!["
                + WordBoundary.WORD
                + ".])("
                + numeric
                + "|"
                + written
                + ")(?!(?!T00:00)["
                + WordBoundary.WORD
                + "])",
            PersonDetectors::isDate));
  }

  /** A real calendar date in either order of day and month. */
  private static boolean isDate(String value) {
    Matcher year = YEAR.matcher(value);
    boolean written = value.chars().anyMatch(Character::isLetter);
    if (written) {
      return year.find();
    }
    String[] parts = value.split("[-/.]", -1);
    int a = Integer.parseInt(parts[0]);
    int b = Integer.parseInt(parts[1]);
    int c = Integer.parseInt(parts[2]);
    return parts[0].length() == 4
        ? CheckDigits.isDate(a, b, c)
        : CheckDigits.isDate(c, b, a) || CheckDigits.isDate(c, a, b);
  }

  private static Detector passport() {
    Proximity words =
        Proximity.to("passport", "passeport", "reisepass", "pasaporte", "passaporto", "paspoort");
    return new Detector(
        "PASSPORT",
        MEDIUM,
        ValueShape.NUMBER,
        words.triggers(),
        RegexFinder.near(words, START + "[A-Z0-9]{6,10}" + END, PersonDetectors::isPassport));
  }

  /** Four digits or more; eight digits that read as a date are taken for one. */
  private static boolean isPassport(String value) {
    if (value.chars().filter(Character::isDigit).count() < MIN_PASSPORT_DIGITS) {
      return false;
    }
    if (value.length() != 8 || !value.chars().allMatch(Character::isDigit)) {
      return true;
    }
    int year = CheckDigits.number(value, 0, 4);
    return year < 1900
        || !CheckDigits.isDate(
            year, CheckDigits.number(value, 4, 6), CheckDigits.number(value, 6, 8));
  }
}
