package io.dbintel.collector.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Splits what one poll read into parts that each fit a record. Pure. */
public final class RecordParts {

  /**
   * Most bytes of the items of a part: brokers take 1 MB a record by default, and a header comes on
   * top.
   */
  public static final int MAX_BYTES = 900_000;

  /** Bytes of a length before a text, at most. */
  private static final int LENGTH_BYTES = 5;

  private RecordParts() {}

  /**
   * The items in order, in as few parts as their sizes allow; at least one part.
   *
   * @param bytes upper bound of the encoded size of an item; one that is larger than a part has a
   *     part of its own
   */
  public static <T> List<List<T>> of(List<T> items, ToIntFunction<T> bytes) {
    List<List<T>> parts = new ArrayList<>();
    List<T> part = new ArrayList<>();
    long sum = 0;
    for (T item : items) {
      int size = bytes.applyAsInt(item);
      if (!part.isEmpty() && sum + size > MAX_BYTES) {
        parts.add(part);
        part = new ArrayList<>();
        sum = 0;
      }
      part.add(item);
      sum += size;
    }
    parts.add(part);
    return parts;
  }

  /** Bytes of a text in UTF-8 with its length before it, at most; 1 for null. */
  public static int textBytes(String text) {
    if (text == null) {
      return 1;
    }
    int bytes = LENGTH_BYTES + text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
    }
    return bytes;
  }
}
