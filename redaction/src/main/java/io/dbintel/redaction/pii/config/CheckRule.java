package io.dbintel.redaction.pii.config;

/** A check-digit rule that a custom detector's value must pass; letters and digits are counted. */
public enum CheckRule {
  NONE,
  /** ISO/IEC 7812-1 annex B. */
  LUHN,
  /** ISO 7064 MOD 97-10 over the value as written, as in ISO 13616. */
  MOD_97,
  /** Verhoeff's dihedral check. */
  VERHOEFF
}
