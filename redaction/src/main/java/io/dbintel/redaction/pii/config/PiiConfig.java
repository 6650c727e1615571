package io.dbintel.redaction.pii.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which private values are looked for and what replaces them. Every component may be null and then
 * takes its default.
 *
 * @param sensitivity the level of detectors to run; default medium
 * @param mask what replaces a value; default redact
 * @param masks other masks, by detection type
 * @param disabledTypes detection types not looked for
 * @param phoneRegions ISO 3166-1 codes whose national phone formats are looked for, at high
 *     sensitivity also without a key word; default US and GB. International numbers ({@code +…})
 *     need no region
 * @param attributeRules attributes that are private by name; default {@link
 *     AttributeRule#defaults()}
 * @param customDetectors detectors of the user's own
 * @param allow values that are not private
 * @param hmacKey the key of {@link MaskMode#HMAC}; needed if any mask is that
 */
public record PiiConfig(
    Sensitivity sensitivity,
    MaskMode mask,
    Map<String, MaskMode> masks,
    Set<String> disabledTypes,
    List<String> phoneRegions,
    List<AttributeRule> attributeRules,
    List<CustomDetector> customDetectors,
    List<AllowRule> allow,
    HmacKey hmacKey) {
  public PiiConfig {
    sensitivity = sensitivity == null ? Sensitivity.MEDIUM : sensitivity;
    mask = mask == null ? MaskMode.REDACT : mask;
    masks = masks == null ? Map.of() : Map.copyOf(masks);
    disabledTypes = disabledTypes == null ? Set.of() : Set.copyOf(disabledTypes);
    phoneRegions = phoneRegions == null ? List.of("US", "GB") : List.copyOf(phoneRegions);
    attributeRules =
        attributeRules == null ? AttributeRule.defaults() : List.copyOf(attributeRules);
    customDetectors = customDetectors == null ? List.of() : List.copyOf(customDetectors);
    allow = allow == null ? List.of() : List.copyOf(allow);
    if (hmacKey == null && (mask == MaskMode.HMAC || masks.containsValue(MaskMode.HMAC))) {
      throw new IllegalArgumentException(
          "mask is hmac but no hmacKey is configured; give hmacKey.version and hmacKey.secret, or"
              + " choose redact, partial or keep_format");
    }
  }

  /** Medium sensitivity, everything redacted, default attribute rules. */
  public static PiiConfig defaults() {
    return new PiiConfig(null, null, null, null, null, null, null, null, null);
  }

  public PiiConfig withSensitivity(Sensitivity level) {
    return new PiiConfig(
        level,
        mask,
        masks,
        disabledTypes,
        phoneRegions,
        attributeRules,
        customDetectors,
        allow,
        hmacKey);
  }

  /** The same configuration with one mask for all types; the key is needed by hmac only. */
  public PiiConfig withMask(MaskMode mode, HmacKey key) {
    return new PiiConfig(
        sensitivity,
        mode,
        Map.of(),
        disabledTypes,
        phoneRegions,
        attributeRules,
        customDetectors,
        allow,
        key);
  }

  public PiiConfig withCustomDetectors(List<CustomDetector> detectors) {
    return new PiiConfig(
        sensitivity,
        mask,
        masks,
        disabledTypes,
        phoneRegions,
        attributeRules,
        detectors,
        allow,
        hmacKey);
  }

  public PiiConfig withAllow(List<AllowRule> rules) {
    return new PiiConfig(
        sensitivity,
        mask,
        masks,
        disabledTypes,
        phoneRegions,
        attributeRules,
        customDetectors,
        rules,
        hmacKey);
  }

  /** The mask of one detection type. */
  public MaskMode maskOf(String type) {
    return masks.getOrDefault(type, mask);
  }
}
