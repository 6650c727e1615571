package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of {@code db.query.summary} and the names in it: at most 255 characters, and never a
 * part of an operation or target.
 */
final class SummaryText {

  private static final int MOST_CHARACTERS = 255;

  private static final int MOST_BYTES = 4 * MOST_CHARACTERS;

  private final byte[] bytes = new byte[MOST_BYTES + Words.SHORT];
  private final NameList collections = new NameList();
  private int length;
  private int operationLength;
  private boolean full;
  private boolean statementEnded;

  void clear() {
    length = 0;
    operationLength = 0;
    full = false;
    statementEnded = false;
    collections.clear();
  }

  void operation(byte[] source, int start, int end) {
    append(source, start, end);
    if (operationLength == 0) {
      operationLength = length;
    }
  }

  void append(byte[] source, int start, int end) {
    int separator = length == 0 ? 0 : statementEnded ? 2 : 1;
    int newLength = length + separator + end - start;
    if (full || newLength > MOST_CHARACTERS && !fits(newLength, separator, source, start, end)) {
      full = true;
      return;
    }
    if (separator == 2) {
      bytes[length++] = ';';
    }
    if (separator > 0) {
      bytes[length++] = ' ';
    }
    Words.copy(source, start, end, bytes, length);
    length = newLength;
    statementEnded = false;
  }

  private boolean fits(int newLength, int separator, byte[] source, int start, int end) {
    return newLength <= MOST_BYTES
        && characters(bytes, 0, length) + separator + characters(source, start, end)
            <= MOST_CHARACTERS;
  }

  private static int characters(byte[] utf8, int start, int end) {
    int characters = 0;
    for (int i = start; i < end; i++) {
      characters += (utf8[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return characters;
  }

  void collection(byte[] name, int nameLength) {
    collections.add(name, nameLength);
  }

  void endStatement() {
    statementEnded = true;
  }

  String operation() {
    return new String(bytes, 0, operationLength, StandardCharsets.UTF_8);
  }

  List<String> collections() {
    return collections.toStrings();
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
