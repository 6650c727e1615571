package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of {@code db.query.summary} and the names in it: at most 255 characters, and never a
 * part of an operation or target.
 */
final class SummaryText {

  private static final int MAX_CHARACTERS = 255;
  private static final byte[] DOT = {'.'};

  private static final int MAX_BYTES = 4 * MAX_CHARACTERS;

  private final byte[] bytes = new byte[MAX_BYTES + Words.SHORT];
  private final NameList collections = new NameList();
  private final NameList commonTables = new NameList();
  private final TargetName name = new TargetName();
  private int length;
  private int operationLength;
  private boolean full;
  private boolean statementEnded;

  /** Writes the summary of a statement that was read. */
  void write(byte[] sql, SummaryTrail trail) {
    length = 0;
    operationLength = 0;
    full = false;
    statementEnded = false;
    collections.clear();
    commonTables.clear();
    name.clear();
    for (int i = 0; i < trail.count(); i++) {
      take(trail.mark(i), sql, trail.start(i), trail.end(i));
    }
  }

  private void take(SummaryTrail.Mark mark, byte[] sql, int start, int end) {
    switch (mark) {
      case OPERATION -> operation(sql, start, end);
      case OBJECT_KIND -> append(sql, start, end);
      case COMMON_TABLE -> {
        name.clear();
        name.append(sql, start, end);
        commonTables.add(name.bytes(), name.length());
      }
      case NAME -> {
        name.clear();
        name.append(sql, start, end);
      }
      case PART -> name.append(sql, start, end);
      case DOT -> name.append(DOT, 0, 1);
      case END_OF_TABLE -> target(true);
      case END_OF_OTHER -> target(false);
      case END_OF_STATEMENT -> {
        statementEnded = true;
        commonTables.clear();
      }
    }
  }

  private void operation(byte[] source, int start, int end) {
    append(source, start, end);
    if (operationLength == 0) {
      operationLength = length;
    }
  }

  private void target(boolean isTable) {
    name.dropDots();
    if (name.isVariable() || commonTables.contains(name.bytes(), name.length())) {
      return;
    }
    append(name.bytes(), 0, name.length());
    if (isTable) {
      collections.add(name.bytes(), name.length());
    }
  }

  private void append(byte[] source, int start, int end) {
    int separator = length == 0 ? 0 : statementEnded ? 2 : 1;
    int newLength = length + separator + end - start;
    if (full || newLength > MAX_CHARACTERS && !fits(newLength, separator, source, start, end)) {
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
    return newLength <= MAX_BYTES
        && characters(bytes, 0, length) + separator + characters(source, start, end)
            <= MAX_CHARACTERS;
  }

  private static int characters(byte[] utf8, int start, int end) {
    int characters = 0;
    for (int i = start; i < end; i++) {
      characters += (utf8[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return characters;
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
