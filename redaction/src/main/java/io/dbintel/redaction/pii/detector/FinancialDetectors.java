package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.config.Sensitivity.LOW;
import static io.dbintel.redaction.pii.config.Sensitivity.MEDIUM;
import static io.dbintel.redaction.pii.detector.ValueShape.NUMBER;
import static io.dbintel.redaction.pii.detector.WordBoundary.END;
import static io.dbintel.redaction.pii.detector.WordBoundary.START;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.start;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.word;

import io.dbintel.redaction.pii.trigger.TriggerLane;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.checkdigit.ABANumberCheckDigit;

/** Cards, bank accounts and wallets. */
final class FinancialDetectors {
  private FinancialDetectors() {}

  static List<Detector> all() {
    return List.of(iban(), paymentCard(), wallet(), routingNumber());
  }

  private static Detector iban() {
    return new Detector(
        "IBAN",
        LOW,
        NUMBER,
        List.of(
            word("(AD|AE|BA|BE|DE|EE)[0-9]{2}([ \\-]?[0-9]){6}"),
            word("([A-Z][G-Z]|[G-Z][A-Z]|BF|CF)[0-9]{2}[ \\-]?[A-Z0-9][ \\-]?[A-Z0-9]")),
        new IbanFinder());
  }

  /**
   * Each trigger is as long as the shortest number that {@link IssuerRanges} begins so, or a word
   * close to which the issuer does not matter.
   */
  private static Detector paymentCard() {
    Proximity proximity =
        Proximity.to(
            "card",
            "cards",
            "credit card",
            "debit card",
            "card number",
            "card no",
            "maestro",
            "visa",
            "mastercard",
            "amex",
            "kreditkarte",
            "carte bancaire",
            "carte bleue",
            "tarjeta");
    return new Detector(
        "PAYMENT_CARD",
        LOW,
        NUMBER,
        Stream.concat(
                Stream.of(
                    start("[56][0-9]{3}([ \\-]{0,2}[0-9]){8}", TriggerLane.LONG_DIGITS),
                    start("[34][0-9]{3}([ \\-]{0,2}[0-9]){9}", TriggerLane.LONG_DIGITS),
                    start("[1289][0-9]{3}([ \\-]{0,2}[0-9]){11}", TriggerLane.LONG_DIGITS)),
                proximity.triggers().stream())
            .toList(),
        new CardFinder(proximity));
  }

  private static Detector wallet() {
    SpanFinder legacy =
        RegexFinder.of(START + "[13][1-9A-HJ-NP-Za-km-z]{25,34}" + END, WalletChecks::base58Check)
            .atNumbers();
    SpanFinder segwit =
        RegexFinder.of(START + "(?i:bc1|tb1|ltc1)[02-9A-Za-z]{11,87}" + END, WalletChecks::bech32);
    SpanFinder ethereum = RegexFinder.of(START + "0x[0-9a-fA-F]{40}" + END).atNumbers();
    return new Detector(
        "CRYPTO_WALLET",
        LOW,
        NUMBER,
        List.of(
            start("[13][1-9A-HJ-NP-Za-km-z]{25}", TriggerLane.DIGITS),
            word("(bc1|tb1|ltc1)[02-9a-z]{3}"),
            word("0x[0-9a-f]{17}")),
        legacy.and(segwit).and(ethereum));
  }

  private static Detector routingNumber() {
    Proximity proximity =
        Proximity.to("routing", "aba", "rtn", "transit number", "bank code", "aba number");
    return new Detector(
        "US_ABA_ROUTING",
        MEDIUM,
        NUMBER,
        proximity.triggers(),
        RegexFinder.near(
                proximity,
                START + "(?:[0-9]{9}|[0-9]{4}-[0-9]{4}-[0-9])" + END,
                value -> isRoutingNumber(CheckDigits.compact(value)))
            .atNumbers());
  }

  /** First two digits as the American Bankers Association assigns them, check digit mod 10. */
  private static boolean isRoutingNumber(String digits) {
    int prefix = CheckDigits.number(digits, 0, 2);
    boolean assigned =
        prefix <= 12
            || (prefix >= 21 && prefix <= 32)
            || (prefix >= 61 && prefix <= 72)
            || prefix == 80;
    return assigned
        && !CheckDigits.allSame(digits)
        && ABANumberCheckDigit.ABAN_CHECK_DIGIT.isValid(digits);
  }
}
