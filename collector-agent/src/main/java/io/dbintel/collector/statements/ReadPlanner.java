package io.dbintel.collector.statements;

/** Says how to read, once a source has found out which counters the server shows now. */
public interface ReadPlanner {

  /** The plan of the read under way. */
  ReadPlan plan(StatementHeader header);
}
