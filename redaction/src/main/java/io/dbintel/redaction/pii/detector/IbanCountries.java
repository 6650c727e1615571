package io.dbintel.redaction.pii.detector;

import java.util.Map;
import org.apache.commons.validator.routines.IBANValidator;

/**
 * How long a country's account numbers are: by SWIFT's registry, or as the countries use them that
 * have not registered.
 */
final class IbanCountries {
  private static final int[] NONE = {};

  private static final Map<String, int[]> UNREGISTERED =
      Map.ofEntries(
          Map.entry("AO", new int[] {25}),
          Map.entry("BF", new int[] {28, 27}),
          Map.entry("BJ", new int[] {28}),
          Map.entry("CF", new int[] {27}),
          Map.entry("CG", new int[] {27}),
          Map.entry("CI", new int[] {28}),
          Map.entry("CM", new int[] {27}),
          Map.entry("CV", new int[] {25}),
          Map.entry("DZ", new int[] {26, 24}),
          Map.entry("GA", new int[] {27}),
          Map.entry("GQ", new int[] {27}),
          Map.entry("GW", new int[] {25}),
          Map.entry("IR", new int[] {26}),
          Map.entry("KM", new int[] {27}),
          Map.entry("MA", new int[] {28}),
          Map.entry("MG", new int[] {27}),
          Map.entry("ML", new int[] {28}),
          Map.entry("MZ", new int[] {25}),
          Map.entry("NE", new int[] {28}),
          Map.entry("SN", new int[] {28}),
          Map.entry("TD", new int[] {27}),
          Map.entry("TG", new int[] {28}));

  private IbanCountries() {}

  /** The lengths in use in a country, the usual one first; empty if it has no such numbers. */
  static int[] lengths(String country) {
    IBANValidator.Validator registered = IBANValidator.getInstance().getValidator(country);
    return registered == null
        ? UNREGISTERED.getOrDefault(country, NONE)
        : new int[] {registered.getIbanLength()};
  }

  /** True if the check holds, and the country's structure if it is registered. */
  static boolean isValid(String compact) {
    return IBANValidator.getInstance().getValidator(compact) == null
        ? CheckDigits.mod97(compact.substring(4) + compact.substring(0, 4)) == 1
        : IBANValidator.getInstance().isValid(compact);
  }
}
