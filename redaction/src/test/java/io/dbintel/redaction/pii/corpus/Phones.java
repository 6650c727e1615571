package io.dbintel.redaction.pii.corpus;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;

/** Telephone numbers that are valid in their region. */
final class Phones {
  private static final List<String> REGIONS =
      List.of("US", "GB", "DE", "FR", "IT", "ES", "BR", "NL", "SE", "PL", "TR", "JP", "CN", "IN");
  private static final int VARIED = 10_000;

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final Draw draw;

  Phones(Draw draw) {
    this.draw = draw;
  }

  String international() {
    PhoneNumber number = numberOf(draw.oneOf(REGIONS));
    return numbers.format(
        number, draw.oneOf(List.of(PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL)));
  }

  /** Of the regions looked for by default. */
  String national() {
    return numbers.format(numberOf(draw.oneOf(List.of("US", "GB"))), PhoneNumberFormat.NATIONAL);
  }

  private PhoneNumber numberOf(String region) {
    PhoneNumber example = numbers.getExampleNumber(region);
    long base = example.getNationalNumber() / VARIED * VARIED;
    PhoneNumber number = new PhoneNumber().mergeFrom(example);
    do {
      number.setNationalNumber(base + draw.between(0, VARIED - 1));
    } while (!numbers.isValidNumber(number));
    return number;
  }
}
