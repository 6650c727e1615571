package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.config.Sensitivity.MEDIUM;
import static io.dbintel.redaction.pii.detector.ValueShape.ADDRESS;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.anyCase;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.start;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.word;

import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.List;
import java.util.Locale;
import org.apache.commons.validator.routines.InetAddressValidator;

/** Addresses of machines: IPv4, IPv6, MAC. Addresses that name no machine are left alone. */
final class NetworkDetectors {
  private static final String HEX = "[0-9A-Fa-f]";
  private static final String NOT_IN_VERSION =
      "(?<!(?i:version|release|ver|Chrome|Chromium|Edge?|OPR|Safari|Firefox|CriOS)[ :=/]{1,2})";

  /** Also in MAC addresses, so that both share its states. */
  private static final TriggerPattern SEPARATED = anyCase("(:[0-9a-f]+){3}:");

  private NetworkDetectors() {}

  static List<Detector> all() {
    return List.of(ipv6(), ipv4(), mac());
  }

  private static Detector ipv4() {
    String octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    String address = octet + "(?:\\." + octet + "){3}";
    return new Detector(
        "IPV4",
        MEDIUM,
        ADDRESS,
        List.of(start("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]")),
        RegexFinder.of(
                "(?=[0-9]{1,3}\\.[0-9])(?<!["
                    + WordBoundary.WORD
                    + ".]|[0-9]-)"
                    + NOT_IN_VERSION
                    + address
                    + "(?!["
                    + WordBoundary.WORD
                    + "]|\\.[0-9]|-[0-9])",
                NetworkDetectors::namesMachine)
            .atNumbers());
  }

  /** Not unspecified, loopback or broadcast (RFC 6890). */
  private static boolean namesMachine(String ipv4) {
    return !ipv4.startsWith("0.") && !ipv4.startsWith("127.") && !ipv4.equals("255.255.255.255");
  }

  private static Detector ipv6() {
    String groups = HEX + "{0,4}:[0-9A-Fa-f:]{1,37}(?:" + HEX + "|::|(?:\\.[0-9]{1,3}){3})";
    return new Detector(
        "IPV6",
        MEDIUM,
        ADDRESS,
        List.of(
            word("([23][0-9a-f]{3}|f[c-f][0-9a-f]{2}):[0-9a-f:]"),
            anyCase("64:ff9b:"),
            anyCase("::ffff:"),
            SEPARATED),
        RegexFinder.of(
            "(?=[0-9A-Fa-f:])(?<!["
                + WordBoundary.WORD
                + ":.])"
                + groups
                + "(?!["
                + WordBoundary.WORD
                + "]|:"
                + HEX
                + "|\\.[0-9])",
            NetworkDetectors::isIpv6));
  }

  /**
   * A compressed address counts only in a range that is in use: {@code bad::cafe} is a name in many
   * languages, and {@code x::date} a cast.
   */
  private static boolean isIpv6(String value) {
    if (!InetAddressValidator.getInstance().isValidInet6Address(value)) {
      return false;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    return !lower.contains("::")
        || lower.startsWith("::ffff:")
        || lower.startsWith("64:ff9b:")
        || lower.matches("(?:[23][0-9a-f]{3}|f[cdef][0-9a-f]{2}):.*");
  }

  private static Detector mac() {
    String pair = HEX + "{2}";
    return new Detector(
        "MAC_ADDRESS",
        MEDIUM,
        ADDRESS,
        List.of(
            SEPARATED, anyCase("(\\-[0-9a-f]{2}){3}\\-"), anyCase("[0-9a-f]{4}\\.[0-9a-f]{4}\\.")),
        RegexFinder.of(
            "(?="
                + HEX
                + "{2})(?<!["
                + WordBoundary.WORD
                + ":.-])(?:"
                + (pair + "(?::" + pair + "){5}|" + pair + "(?:-" + pair + "){5}|")
                + (HEX + "{4}\\." + HEX + "{4}\\." + HEX + "{4}")
                + ")(?!["
                + WordBoundary.WORD
                + "]|[:-]"
                + HEX
                + "|\\.[0-9A-Fa-f])",
            NetworkDetectors::isMac));
  }

  /** Not all zeros, not broadcast; no date with a time; a dotted one needs a letter. */
  private static boolean isMac(String value) {
    String compact = CheckDigits.compact(value);
    boolean dottedNumber = value.indexOf('.') > 0 && compact.chars().allMatch(Character::isDigit);
    return !CheckDigits.allSame(compact) && !dottedNumber && !isTimestamp(compact);
  }

  /** {@code 24-01-31-23-59-59} is a way to write a point of time. */
  private static boolean isTimestamp(String compact) {
    return compact.chars().allMatch(Character::isDigit)
        && CheckDigits.isDate(
            CheckDigits.number(compact, 0, 2),
            CheckDigits.number(compact, 2, 4),
            CheckDigits.number(compact, 4, 6))
        && CheckDigits.number(compact, 6, 8) < 24
        && CheckDigits.number(compact, 8, 10) < 60
        && CheckDigits.number(compact, 10, 12) < 60;
  }
}
