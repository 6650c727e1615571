package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.config.Sensitivity.HIGH;
import static io.dbintel.redaction.pii.config.Sensitivity.MEDIUM;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.exact;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.start;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.trigger.TriggerLane;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.ArrayList;
import java.util.List;

/** Ways to reach a person: e-mail and telephone. */
final class ContactDetectors {
  private static final Proximity PHONE_WORDS =
      Proximity.to(
          "phone",
          "tel",
          "mobile",
          "cell",
          "fax",
          "sms",
          "whatsapp",
          "telefon",
          "msisdn",
          "call me");

  private ContactDetectors() {}

  static List<Detector> all(List<String> phoneRegions) {
    phoneRegions.forEach(ContactDetectors::requireRegion);
    List<Detector> detectors = new ArrayList<>();
    detectors.add(email());
    detectors.add(
        phone(MEDIUM, List.of(exact("\\+[1-9][ ().\\-0-9]{6}")), PhoneFinder.international())
            .alsoInIdentifiers());
    if (!phoneRegions.isEmpty()) {
      detectors.add(
          phone(MEDIUM, PHONE_WORDS.triggers(), PhoneFinder.near(PHONE_WORDS, phoneRegions)));
      detectors.add(
          phone(
              HIGH,
              List.of(start("[0-9]([ ().\\-/]{0,2}[0-9]){6}", TriggerLane.RUNS)),
              PhoneFinder.grouped(phoneRegions)));
    }
    return detectors;
  }

  private static void requireRegion(String region) {
    if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException(
          "phoneRegions names '" + region + "'; give ISO 3166-1 codes such as US, GB or DE");
    }
  }

  private static Detector email() {
    return new Detector(
            "EMAIL",
            MEDIUM,
            ValueShape.EMAIL,
            List.of(exact("@[A-Za-z0-9\u0080-\uffff]"), exact("%40[A-Za-z0-9]")),
            new EmailFinder())
        .alsoInIdentifiers();
  }

  private static Detector phone(
      Sensitivity sensitivity, List<TriggerPattern> triggers, SpanFinder finder) {
    return new Detector("PHONE", sensitivity, ValueShape.NUMBER, triggers, finder);
  }
}
