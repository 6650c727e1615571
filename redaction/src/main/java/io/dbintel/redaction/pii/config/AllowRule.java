package io.dbintel.redaction.pii.config;

import io.dbintel.redaction.pii.pattern.LinearPattern;

/**
 * A value that is not private though a detector finds it or an attribute rule names it, such as a
 * published support address.
 *
 * @param type the type it holds for; null or blank: every type
 * @param value the whole value, as a pattern of the custom-detector language; letters match in any
 *     case
 */
public record AllowRule(String type, String value) {
  public AllowRule {
    if (type != null && !type.isBlank()) {
      TypeName.require("allow rule", type);
    }
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "allow rule has no value; give the value or a pattern for it, such as"
              + " .*@support[.]example[.]com");
    }
    LinearPattern.compile("allow rule", value, true);
  }

  /** True if the rule speaks about detections of this type. */
  public boolean concerns(String detectedType) {
    return type == null || type.isBlank() || type.equals(detectedType);
  }
}
