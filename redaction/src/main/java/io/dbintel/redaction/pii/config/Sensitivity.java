package io.dbintel.redaction.pii.config;

/**
 * How readily text is taken for private. Each level includes the ones before it.
 *
 * <p>{@code LOW}: values that a checksum or an exact prefix proves (cards, IBAN, keys,
 * credentials). {@code MEDIUM}: also e-mail, addresses, national identifiers, international phone
 * numbers. {@code HIGH}: also values that only their surroundings or their entropy betray.
 */
public enum Sensitivity {
  LOW,
  MEDIUM,
  HIGH;

  /** True if a detector that asks for {@code needed} runs at this level. */
  public boolean includes(Sensitivity needed) {
    return needed.compareTo(this) <= 0;
  }
}
