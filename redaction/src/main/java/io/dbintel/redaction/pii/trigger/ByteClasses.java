package io.dbintel.redaction.pii.trigger;

import java.util.Arrays;

/** Intervals of bytes that all triggers treat alike. */
final class ByteClasses {
  private final char[] classOf;
  private final int[] first;

  private ByteClasses(char[] classOf, int[] first) {
    this.classOf = classOf;
    this.first = first;
  }

  /**
   * @param begins for each byte whether an interval begins there; true for the first
   */
  static ByteClasses beginningAt(boolean[] begins) {
    char[] classOf = new char[256];
    int[] first = new int[256];
    int count = 0;
    for (int value = 0; value < 256; value++) {
      if (begins[value]) {
        first[count++] = value;
      }
      classOf[value] = (char) (count - 1);
    }
    return new ByteClasses(classOf, Arrays.copyOf(first, count));
  }

  int count() {
    return first.length;
  }

  /** The least byte of a class. */
  int first(int number) {
    return first[number];
  }

  /** Class by byte. */
  char[] classOf() {
    return classOf;
  }
}
