package io.dbintel.streams.verification;

import io.dbintel.redaction.pii.config.AllowRule;
import io.dbintel.redaction.pii.config.CustomDetector;
import io.dbintel.redaction.pii.config.HmacKey;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which private values are looked for in texts, and what replaces them.
 *
 * @param sensitivity level of detectors to run
 * @param mask what replaces a value
 * @param masks other masks, by detection type
 * @param disabledTypes detection types not looked for
 * @param phoneRegions countries whose national phone formats are looked for at high sensitivity
 * @param customDetectors detectors of the user's own; one that costs too much is refused
 * @param allow values that are not private
 * @param hmacKeyVersion shown in tokens; raised with each rotation
 * @param hmacKey secret of the mask hmac, or null
 */
public record VerificationConfig(
    @Setting(description = "Detectors to run.", defaultValue = "MEDIUM") Sensitivity sensitivity,
    @Setting(description = "What replaces a private value.", defaultValue = "REDACT") MaskMode mask,
    @Setting(description = "Other masks, by detection type.") Map<String, MaskMode> masks,
    @Setting(description = "Detection types not looked for.") List<String> disabledTypes,
    @Setting(description = "ISO 3166-1 codes; empty means US and GB.") List<String> phoneRegions,
    @Setting(description = "Detectors of your own.") List<CustomDetector> customDetectors,
    @Setting(description = "Values that are not private.") List<AllowRule> allow,
    @Setting(description = "Version of hmacKey.", defaultValue = "1", min = "1") int hmacKeyVersion,
    @Setting(description = "Secret of the mask hmac, at least 16 bytes.") Secret hmacKey) {

  /** The same for the scanner. */
  public PiiConfig toPii() {
    return new PiiConfig(
        sensitivity,
        mask,
        masks,
        Set.copyOf(disabledTypes),
        phoneRegions.isEmpty() ? null : phoneRegions,
        null,
        customDetectors,
        allow,
        hmacKey == null ? null : new HmacKey(hmacKeyVersion, hmacKey.reveal()));
  }
}
