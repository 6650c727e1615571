package io.dbintel.redaction.pii.detector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternationalNumberTest {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private final Random random = new Random(4_711);

  @Test
  void whatIsPossibleIsPossibleForTheLibrary() throws NumberParseException {
    int possible = 0;
    for (int code : NUMBERS.getSupportedCallingCodes()) {
      for (int i = 0; i < 200; i++) {
        String candidate =
            "+" + code + digits(2 + random.nextInt(14 - Integer.toString(code).length()));
        if (InternationalNumber.possible(candidate)) {
          possible++;
          assertThat(NUMBERS.isPossibleNumber(NUMBERS.parse(candidate, null)))
              .as(candidate)
              .isTrue();
        }
      }
    }
    assertThat(possible).isGreaterThan(5_000);
  }

  @Test
  void separatorsDoNotCount() {
    assertThat(InternationalNumber.possible("+1 (415) 555-2671")).isTrue();
    assertThat(InternationalNumber.possible("+1 (415) 555-26711")).isFalse();
  }

  @Test
  void aZeroBehindTheCodeIsLeftToTheLibrary() {
    assertThat(InternationalNumber.possible("+44 020 7946 0958")).isFalse();
  }

  @Test
  void aCountryThatIsNotAssignedHasNoNumbers() {
    assertThat(InternationalNumber.possible("+999 1234567")).isFalse();
  }

  /** National prefixes are tried more often than chance would. */
  private String digits(int count) {
    String[] beginnings = {"1", "8", "15", "11", "9", "44", "3", "0", "06", "2"};
    StringBuilder digits = new StringBuilder(beginnings[random.nextInt(beginnings.length)]);
    while (digits.length() < count) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }
}
