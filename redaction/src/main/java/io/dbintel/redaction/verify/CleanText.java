package io.dbintel.redaction.verify;

/** Text that was verified to be free of literals and private values; only this package makes it. */
public final class CleanText {

  private final String text;

  CleanText(String text) {
    this.text = text;
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
