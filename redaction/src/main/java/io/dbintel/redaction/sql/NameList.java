package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Distinct names as bytes, in the order of their first mention; more than 64 are not kept. */
final class NameList {

  private static final int MOST = 64;

  private final int[] ends = new int[MOST];
  private byte[] bytes = new byte[512];
  private int count;

  void clear() {
    count = 0;
  }

  void add(byte[] name, int length) {
    if (count == MOST || contains(name, length)) {
      return;
    }
    int start = count == 0 ? 0 : ends[count - 1];
    int end = start + length;
    if (end + Words.SHORT > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + Words.SHORT));
    }
    Words.copy(name, 0, length, bytes, start);
    ends[count++] = end;
  }

  boolean contains(byte[] name, int length) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (Arrays.equals(bytes, start, ends[i], name, 0, length)) {
        return true;
      }
      start = ends[i];
    }
    return false;
  }

  List<String> toStrings() {
    List<String> names = new ArrayList<>(count);
    int start = 0;
    for (int i = 0; i < count; i++) {
      names.add(new String(bytes, start, ends[i] - start, StandardCharsets.UTF_8));
      start = ends[i];
    }
    return names;
  }
}
