package io.dbintel.redaction.pii;

import io.dbintel.redaction.pii.config.AttributeRule;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.mask.Masker;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and masks private values in text other than statements. One pass over the bytes decides
 * whether any detector has work; only then are detectors asked. A clean text costs that pass and no
 * allocation, once texts like it have been seen. Thread-safe; made once per configuration, as its
 * tables take time and memory and are filled by use.
 */
public final class PiiScanner {
  private final PiiConfig config;
  private final Detectors detectors;
  private final Masker masker;

  private PiiScanner(PiiConfig config, Detectors detectors, String tenant) {
    this.config = config;
    this.detectors = detectors;
    this.masker = new Masker(config, tenant);
  }

  /**
   * Compiles a configuration.
   *
   * @throws IllegalArgumentException with the reason if a custom pattern is over its budget or a
   *     type is unknown
   */
  public static PiiScanner of(PiiConfig config) {
    return new PiiScanner(config, Detectors.of(config), "");
  }

  /** The same scanner with HMAC tokens of one tenant; shares all tables. */
  public PiiScanner forTenant(String tenant) {
    return new PiiScanner(config, detectors, tenant);
  }

  /** Scans a text; offsets of the detections are UTF-16 units. */
  public PiiResult scan(String text) {
    long triggered = detectors.triggeredIn(text);
    return triggered == 0 ? PiiResult.CLEAN : inspect(text, triggered);
  }

  /**
   * Scans the name of something, such as a database or role, with those detectors only that no
   * ordinary name has the form of.
   */
  public PiiResult scanIdentifier(String name) {
    long triggered = detectors.triggeredIn(name) & detectors.ofIdentifiers();
    return triggered == 0 ? PiiResult.CLEAN : inspect(name, triggered);
  }

  /** Scans UTF-8 bytes, well-formed or not; offsets of the detections are bytes from the offset. */
  public PiiResult scan(byte[] utf8, int offset, int length) {
    long triggered = detectors.triggeredIn(utf8, offset, length);
    if (triggered == 0) {
      return PiiResult.CLEAN;
    }
    Utf8Text decoded = Utf8Text.decode(utf8, offset, length);
    PiiResult result = inspect(decoded.text(), triggered);
    return result.clean()
        ? result
        : new PiiResult(
            result.detections().stream().map(decoded::inBytes).toList(), result.masked());
  }

  /**
   * Scans an attribute: private as a whole if a rule names it and the value is not allowed, else by
   * its value.
   */
  public PiiResult scanAttribute(String name, String value) {
    if (value.isEmpty()) {
      return PiiResult.CLEAN;
    }
    for (AttributeRule rule : config.attributeRules()) {
      if (rule.matches(name) && looksFor(rule.type()) && !detectors.allows(rule.type(), value)) {
        Detection whole = new Detection(rule.type(), 0, value.length());
        return new PiiResult(
            List.of(whole), masker.mask(rule.type(), detectors.shapeOf(rule.type(), value), value));
      }
    }
    return scan(value);
  }

  private boolean looksFor(String type) {
    return !config.disabledTypes().contains(type);
  }

  private PiiResult inspect(String text, long triggered) {
    List<Claim> claims = detectors.claimsOn(text, triggered);
    if (claims.isEmpty()) {
      return PiiResult.CLEAN;
    }
    List<Detection> detections = new ArrayList<>(claims.size());
    StringBuilder masked = new StringBuilder(text.length());
    int copied = 0;
    for (Claim claim : claims) {
      String type = claim.detector().type();
      detections.add(new Detection(type, claim.start(), claim.end()));
      masked
          .append(text, copied, claim.start())
          .append(masker.mask(type, claim.shape(), text.substring(claim.start(), claim.end())));
      copied = claim.end();
    }
    masked.append(text, copied, text.length());
    return new PiiResult(detections, masked.toString());
  }
}
