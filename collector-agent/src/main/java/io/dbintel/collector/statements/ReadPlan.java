package io.dbintel.collector.statements;

import java.util.List;

/**
 * How the rows are to be read, and what to leave out.
 *
 * @param mode how
 * @param known what was acknowledged; what a filtering server leaves out
 * @param acknowledged the rows behind it
 */
public record ReadPlan(PollMode mode, AcknowledgedRows.Known known, AcknowledgedRows acknowledged) {

  /**
   * The rows among those read that have to be sent. A source may read all rows although the mode
   * allows it to filter.
   */
  public List<CounterRow> toSend(List<CounterRow> rows) {
    return mode.full() ? rows : rows.stream().filter(row -> !acknowledged.has(row)).toList();
  }
}
