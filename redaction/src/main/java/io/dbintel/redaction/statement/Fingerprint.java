package io.dbintel.redaction.statement;

import com.dynatrace.hash4j.hashing.Hashing;

/** The hash of statements whose normalised text is canonical, as that of commands is. */
public final class Fingerprint {

  private Fingerprint() {}

  /** The komihash of a normalised text. */
  public static long of(CharSequence normalizedText) {
    return Hashing.komihash5_0().hashCharsToLong(normalizedText);
  }
}
