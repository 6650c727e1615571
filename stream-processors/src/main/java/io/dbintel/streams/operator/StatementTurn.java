package io.dbintel.streams.operator;

import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.streams.statements.StatementRow;

/**
 * One statement row's way through the {@link StatementOperator}s. One object serves all rows of a
 * chunk in turn. Not thread-safe.
 */
public final class StatementTurn {
  private final AdmittedChunk poll;
  private final CounterSet columns;
  private final TopSelection naming;
  private int named;
  private StatementRow read;
  private StatementDelta delta;
  private boolean emitted;
  private String held;

  /** Begins the turns of a chunk's rows. */
  public StatementTurn(AdmittedChunk poll, CounterSet columns, TopSelection naming) {
    this.poll = poll;
    this.columns = columns;
    this.naming = naming;
  }

  /** Begins the turn of the next row. */
  public void begin(StatementRow next) {
    read = next;
    delta = null;
    emitted = false;
    held = null;
  }

  /** The poll the row belongs to. */
  public AdmittedChunk poll() {
    return poll;
  }

  /** The counters of the row's values. */
  public CounterSet columns() {
    return columns;
  }

  /** The row as read. */
  public StatementRow read() {
    return read;
  }

  /** Which rows are told by name. */
  public TopSelection naming() {
    return naming;
  }

  /** How many rows of the chunk were emitted before this one. */
  public int namedBefore() {
    return named;
  }

  /** How much the row grew; null until the counter deltas are known, and where there are none. */
  public StatementDelta delta() {
    return delta;
  }

  /** Sets how much the row grew. */
  public void delta(StatementDelta growth) {
    delta = growth;
  }

  /** Lets the row leave under its own name. */
  public void emit() {
    emitted = true;
    named++;
  }

  /** Keeps the row from leaving under its own name; later operators do not see it. */
  public void hold(String reason) {
    held = reason;
  }

  /** Why the row is held; null when it is not. */
  public String held() {
    return held;
  }

  /** What became of the row. */
  public RowOutcome outcome() {
    return new RowOutcome(delta, emitted, held);
  }
}
