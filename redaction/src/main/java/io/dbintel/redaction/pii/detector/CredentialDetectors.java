package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.config.Sensitivity.HIGH;
import static io.dbintel.redaction.pii.config.Sensitivity.LOW;
import static io.dbintel.redaction.pii.config.Sensitivity.MEDIUM;
import static io.dbintel.redaction.pii.detector.WordBoundary.END;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.anyCase;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.exact;

import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.List;
import java.util.regex.Pattern;

/** Credentials known by their context: URLs, connection strings, headers, assignments. */
final class CredentialDetectors {
  private static final String KEY_WORD =
      "(?i:api[_-]?key|apikey|access[_-]?key|secret[_-]?key|client[_-]?secret|auth[_-]?token"
          + "|access[_-]?token|secret|token|license[_-]?key|private[_-]?key|credentials?|creds)";

  /** A quote, also one that is escaped because the text is quoted itself. */
  private static final String QUOTE = "\\\\{0,3}[\"']";

  private static final String ASSIGNED = "(?:" + QUOTE + ")?\\s{0,2}[:=]\\s{0,2}(?:" + QUOTE + ")?";
  private static final double MIN_KEY_BITS = 3.2;
  private static final double MIN_BARE_BITS = 4.2;

  /** Values in the place of a password that are not one. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "[*xX.#\u2022]+|\\?|\\$[0-9]+|\\$[A-Z_][A-Z0-9_]{0,63}|\\$\\{[\\w.:-]{0,64}}?|%s"
              + "|%\\(\\w{0,64}(?:\\)s)?|(?i:null|none|nil|true|false"
              + "|\\[?redacted]?|\\[?masked]?|\\[?filtered]?)");

  private CredentialDetectors() {}

  static List<Detector> all() {
    return List.of(urlCredentials(), connectionPassword(), authorization(), assignedKey());
  }

  private static boolean real(String value) {
    return !PLACEHOLDER.matcher(value).matches();
  }

  private static Detector urlCredentials() {
    SpanFinder url =
        RegexFinder.of(
            "://([^\\s/?#:@\"'<>]{0,128}:[^\\s\"'<>/]{1,256})@(?=[A-Za-z0-9\u0080-\uffff\\[])",
            value -> real(value.substring(value.indexOf(':') + 1)));
    SpanFinder oracle =
        RegexFinder.of(
            "(?i)jdbc:oracle:[a-z]{2,6}:([^\\s/@:]{1,64}/[^\\s\"']{1,128})@",
            value -> real(value.substring(value.indexOf('/') + 1)));
    return secret(
        "URL_CREDENTIALS",
        LOW,
        url.and(oracle),
        exact("@[A-Za-z0-9\u0080-\uffff]"),
        exact("@\\["),
        anyCase("jdbc:oracle:"));
  }

  private static Detector connectionPassword() {
    SpanFinder assigned = new PasswordFinder(CredentialDetectors::real);
    SpanFinder option =
        RegexFinder.of(
            "(?<!\\S)--?(?i:password|passwd|pwd)\\s{1,2}([^\\s-]\\S{0,255}+)",
            CredentialDetectors::real);
    return secret(
        "PASSWORD",
        LOW,
        assigned.and(option),
        anyCase("(password|passwd|passphrase|pwd)(\\\\{0,3}[\"'])?\\s{0,2}[=:]"),
        anyCase("-(password|passwd|pwd)\\s"));
  }

  private static Detector authorization() {
    SpanFinder header =
        RegexFinder.of(
            "(?i:authorization)"
                + ASSIGNED
                + "(?i:bearer|basic|token|apikey|digest)\\s{1,2}([A-Za-z0-9+/=_.~:-]{5,}[A-Za-z0-9+/=_~-])",
            CredentialDetectors::real);
    SpanFinder bearer =
        RegexFinder.of(
            "(?<![A-Za-z])(?i:bearer)\\s{1,2}([A-Za-z0-9+/=_.~-]{19,}[A-Za-z0-9+/=_~-])",
            value -> Entropy.random(value, MIN_KEY_BITS));
    return secret(
        "AUTH_TOKEN",
        LOW,
        header.and(bearer),
        anyCase("authorization(\\\\{0,3}[\"'])?\\s{0,2}[:=]"),
        anyCase("bearer\\s{1,2}[A-Za-z0-9+/=_.~\\-]"));
  }

  private static Detector assignedKey() {
    return secret(
        "GENERIC_API_KEY",
        MEDIUM,
        RegexFinder.of(
            KEY_WORD + ASSIGNED + "([A-Za-z0-9+/=_.~-]{12,512})" + END,
            value -> Entropy.random(value, MIN_KEY_BITS)),
        anyCase("(key|secret|token|credentials?|creds)(\\\\{0,3}[\"'])?\\s{0,2}[:=]"));
  }

  /** The last of all: any other detector knows better what a random value is. */
  static Detector bareKey() {
    return secret(
        "GENERIC_API_KEY",
        HIGH,
        RegexFinder.of(
            "(?<![A-Za-z0-9+/_.-])([A-Za-z0-9+_-]{32,128})(?![A-Za-z0-9+/_.-])",
            CredentialDetectors::mixedRandom),
        TriggerPattern.run("[A-Z0-9+_\\-]{24}"));
  }

  /** Upper and lower case letters and digits, so no hexadecimal id, UUID or plain name. */
  private static boolean mixedRandom(String value) {
    return value.chars().anyMatch(Character::isUpperCase)
        && value.chars().anyMatch(Character::isLowerCase)
        && Entropy.random(value, MIN_BARE_BITS);
  }

  private static Detector secret(
      String type, Sensitivity sensitivity, SpanFinder finder, TriggerPattern... triggers) {
    return new Detector(type, sensitivity, ValueShape.SECRET, List.of(triggers), finder);
  }
}
