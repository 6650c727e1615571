package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of {@code db.query.summary} and the names in it: at most 255 characters, and never a
 * part of an operation or target.
 */
final class SummaryText {

  private static final int MOST_CHARACTERS = 255;

  private final byte[] bytes = new byte[MOST_CHARACTERS * 4];
  private final NameList collections = new NameList();
  private int length;
  private int characters;
  private int operationLength;
  private boolean full;
  private boolean statementEnded;

  void clear() {
    length = 0;
    characters = 0;
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
    int more = separator;
    for (int i = start; i < end; i++) {
      if ((source[i] & 0xC0) != 0x80) {
        more++;
      }
    }
    if (full
        || characters + more > MOST_CHARACTERS
        || length + separator + end - start > bytes.length) {
      full = true;
      return;
    }
    if (separator == 2) {
      bytes[length++] = ';';
    }
    if (separator > 0) {
      bytes[length++] = ' ';
    }
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
    characters += more;
    statementEnded = false;
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
