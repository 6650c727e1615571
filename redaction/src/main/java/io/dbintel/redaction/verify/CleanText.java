package io.dbintel.redaction.verify;

/** Text that was verified to be free of literals and private values; only this package makes it. */
public final class CleanText {

  /** Ends a text that was cut. */
  public static final char ELLIPSIS = '\u2026';

  private final String text;

  CleanText(String text) {
    this.text = text;
  }

  /**
   * This text, or the beginning of it with an ellipsis at its end when it is longer: of at most
   * {@code most} characters.
   */
  public CleanText atMost(int most) {
    if (text.length() <= most) {
      return this;
    }
    return new CleanText(TextBeginning.of(text, most - 1) + ELLIPSIS);
  }

  /** The text itself. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CleanText clean && clean.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
