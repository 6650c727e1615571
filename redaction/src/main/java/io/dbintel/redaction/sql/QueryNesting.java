package io.dbintel.redaction.sql;

/**
 * For each open parenthesis: whether it holds a query, and whether a list of the query's sources.
 */
final class QueryNesting {

  private int depth;
  private long queries;
  private long sourceLists;

  void reset() {
    depth = 0;
    queries = 0;
    sourceLists = 0;
  }

  int depth() {
    return depth;
  }

  /** {@code ofSources}: the parenthesis encloses sources of the query it is in. */
  void open(boolean ofSources) {
    depth++;
    set(ofSources, ofSources);
  }

  void close() {
    depth = Math.max(0, depth - 1);
  }

  void beginQuery() {
    set(true, false);
  }

  void sourceList(boolean begins) {
    set(isQuery(), begins);
  }

  boolean isQuery() {
    return (queries & bit()) != 0;
  }

  boolean isSourceList() {
    return (sourceLists & bit()) != 0;
  }

  private void set(boolean query, boolean sourceList) {
    queries = query ? queries | bit() : queries & ~bit();
    sourceLists = sourceList ? sourceLists | bit() : sourceLists & ~bit();
  }

  /** Zero for what is nested too deeply to be remembered. */
  private long bit() {
    return depth < Long.SIZE ? 1L << depth : 0;
  }
}
