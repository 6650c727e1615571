package io.dbintel.redaction.pii.detector;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

class CheckDigitsTest {
  @Property(tries = 2_000)
  void luhnAgreesWithTheLibrary(
      @ForAll @StringLength(max = 20) @Chars({'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'})
          String digits) {
    assertThat(CheckDigits.luhn(digits)).isEqualTo(LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits));
  }

  @Property(tries = 500)
  void luhnAgreesWithTheLibraryOnAnyText(@ForAll @StringLength(max = 6) String text) {
    assertThat(CheckDigits.luhn(text)).isEqualTo(LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(text));
  }

  @Example
  void zerosAloneHaveNoCheckDigit() {
    assertThat(CheckDigits.luhn("0000000000000000")).isFalse();
    assertThat(CheckDigits.luhn("")).isFalse();
  }
}
