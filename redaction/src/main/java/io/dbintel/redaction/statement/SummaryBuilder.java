package io.dbintel.redaction.statement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds {@code db.query.summary}: operations and targets separated by blanks, statements by {@code
 * ;}, at most 255 characters and never a part of an operation or target. Not thread-safe.
 */
public final class SummaryBuilder {

  private static final int MAX_CHARACTERS = 255;
  private static final int MAX_COLLECTIONS = 64;

  private final StringBuilder summary = new StringBuilder();
  private final Set<String> collections = new LinkedHashSet<>();
  private String operation = "";
  private boolean statementEnded;
  private boolean full;

  /** Adds an operation; the first one is the operation of the statement. */
  public void operation(String name) {
    operation = operation.isEmpty() ? name : operation;
    append(name);
  }

  /** Adds a table, collection or index. */
  public void target(String name) {
    append(name);
    if (collections.size() < MAX_COLLECTIONS) {
      collections.add(name);
    }
  }

  /** The next operation belongs to another statement. */
  public void endStatement() {
    statementEnded = true;
  }

  private void append(String word) {
    String separator = summary.isEmpty() ? "" : statementEnded ? "; " : " ";
    full |= summary.length() + separator.length() + word.length() > MAX_CHARACTERS;
    if (!full) {
      summary.append(separator).append(word);
      statementEnded = false;
    }
  }

  /** The first operation; empty when there is none. */
  public String operation() {
    return operation;
  }

  /** The targets in order, each once. */
  public List<String> collections() {
    return List.copyOf(collections);
  }

  /** The summary so far. */
  @Override
  public String toString() {
    return summary.toString();
  }
}
