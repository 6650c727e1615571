package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.trigger.TriggerPattern.anyCase;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.exact;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.start;

import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.List;

/** Keys and tokens whose issuers gave them a prefix; formats as their issuers publish them. */
final class KeyDetectors {
  private static final String START = "(?<![A-Za-z0-9])";
  private static final String END = "(?![A-Za-z0-9_-])";

  private KeyDetectors() {}

  static List<Detector> all() {
    return List.of(
        privateKey(), jwt(), aws(), gcp(), azure(), github(), slack(), stripe(), other());
  }

  /** To the end of the text if the end line is missing. */
  private static Detector privateKey() {
    return key(
        "PRIVATE_KEY",
        RegexFinder.of(
            "-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?"
                + "(?:-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|\\z)"),
        exact("PRIVATE KEY"));
  }

  private static Detector jwt() {
    return key("JWT", new JwtFinder(), start("eyJ"));
  }

  private static Detector aws() {
    SpanFinder id =
        RegexFinder.of(START + "(?:AKIA|ASIA|ABIA|ACCA|AIDA|AROA|AIPA)[A-Z2-7]{16}" + END);
    SpanFinder secret =
        RegexFinder.of(
            "(?i:secret_?access_?key|aws_?secret_?key|aws_?secret|secretkey)"
                + "[\"']?\\s{0,2}[:=]\\s{0,2}[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])");
    return key(
        "AWS_KEY",
        id.and(secret),
        start("(AKIA|ASIA|ABIA|ACCA|AIDA|AROA|AIPA)[A-Z2-7]{2}"),
        anyCase("(secret_?access_?key|aws_?secret|secretkey)"));
  }

  private static Detector gcp() {
    return key(
        "GCP_KEY",
        RegexFinder.of(
            START
                + "(?:AIza[A-Za-z0-9_-]{35}|ya29\\.[A-Za-z0-9_-]{20,2048}|GOCSPX-[A-Za-z0-9_-]{28})"
                + END),
        start("AIza[A-Za-z0-9_\\-]"),
        start("ya29\\."),
        start("GOCSPX-"));
  }

  private static Detector azure() {
    SpanFinder storage =
        RegexFinder.of(
            "(?i:AccountKey|SharedAccessKey|SharedSecretKey)\\s?=\\s?([A-Za-z0-9+/]{40,88}={0,2})");
    SpanFinder signature = RegexFinder.of("[?&;](?i:sig)=([A-Za-z0-9%+/_-]{40,128}={0,2})");
    SpanFinder client =
        RegexFinder.of(
            "(?<![A-Za-z0-9_~.-])([A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})" + END);
    return key(
        "AZURE_KEY",
        storage.and(signature).and(client),
        anyCase("(accountkey|sharedaccesskey|sharedsecretkey)\\s?="),
        anyCase("sig="),
        exact("Q~"));
  }

  private static Detector github() {
    return key(
        "GITHUB_TOKEN",
        RegexFinder.of(
            START
                + "(?:gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})"
                + END),
        start("gh[pousr]_"),
        start("github_pat_"));
  }

  private static Detector slack() {
    return key(
        "SLACK_TOKEN",
        RegexFinder.of(
            START
                + "(?:xox[abceoprs](?:\\.xox[bp])?-(?=(?:[A-Za-z-]{0,64}[0-9]){2})[A-Za-z0-9-]{10,250}"
                + "|xoxd-[A-Za-z0-9%+/=_-]{20,512}|xapp-[0-9]-[A-Za-z0-9-]{10,250}"
                + "|hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9/_-]{20,100})"),
        start("xox[a-eoprs][.\\-]"),
        start("xapp-"),
        start("hooks\\.slack\\.com/"));
  }

  private static Detector stripe() {
    return key(
        "STRIPE_KEY",
        RegexFinder.of(
            START
                + "(?:[rs]k_(?:live|test)_[A-Za-z0-9]{10,247}|whsec_[A-Za-z0-9+/=]{24,64})"
                + END),
        start("(rk|sk)_(live|test)_"),
        start("whsec_"));
  }

  /** Further issuers under one name. */
  private static Detector other() {
    return key(
        "API_KEY",
        RegexFinder.of(
            START
                + "(?:glpat-[A-Za-z0-9_-]{20,64}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,512}"
                + "|SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}|NRAK-[A-Z0-9]{27}"
                + "|NRII-[A-Za-z0-9_-]{32}|[a-f0-9]{36}(?:FFFF)?NRAL"
                + "|sk-(?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9][A-Za-z0-9_-]{19,256}|dop_v1_[a-f0-9]{64}"
                + "|hf_[A-Za-z0-9]{34}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|SK[a-f0-9]{32}"
                + "|hvs\\.[A-Za-z0-9_-]{24,256}|dapi[a-f0-9]{32}|AGE-SECRET-KEY-1[02-9A-Z]{58})"
                + END),
        start("(glpat-|npm_|pypi-|SG\\.|NRAK-|NRII-|sk-[A-Za-z0-9]|dop_v1_|hf_[A-Za-z0-9])"),
        exact("NRAL"),
        start("(shp(at|ss|ca|pa)_|SK[a-f0-9]{4}|hvs\\.|dapi[a-f0-9]|AGE-SECRET)"));
  }

  private static Detector key(String type, SpanFinder finder, TriggerPattern... triggers) {
    return new Detector(type, Sensitivity.LOW, ValueShape.SECRET, List.of(triggers), finder);
  }
}
