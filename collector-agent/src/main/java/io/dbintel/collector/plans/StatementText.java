package io.dbintel.collector.plans;

/**
 * A text of a statement, with literals where it has any; not to be kept.
 *
 * @param sql the text
 * @param whole whether neither the server nor the agent has cut it
 * @param sampled whether a session was seen to run it, so that it has values of its own
 */
public record StatementText(String sql, boolean whole, boolean sampled) {

  /** Without the text, which may hold private values. */
  @Override
  public String toString() {
    return "text of " + sql.length() + " characters";
  }
}
