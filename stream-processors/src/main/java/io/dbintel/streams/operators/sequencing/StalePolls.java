package io.dbintel.streams.operators.sequencing;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/**
 * Stale polls of one agent process with no applied poll between them: five in a row restart the
 * order of reads.
 *
 * @param last the last of them
 * @param count how many polls
 */
public record StalePolls(ReadId last, int count) {
  private static final int LIMIT = 5;

  /** {@code prior} and a part of a stale poll; {@code prior} is null when there was none. */
  public static StalePolls after(StalePolls prior, ReadId read) {
    if (prior == null || !prior.last.incarnation().equals(read.incarnation())) {
      return new StalePolls(read, 1);
    }
    return read.seq() > prior.last.seq() ? new StalePolls(read, prior.count + 1) : prior;
  }

  /** Whether they are enough to restart the order. */
  public boolean restartOrder() {
    return count >= LIMIT;
  }

  /**
   * Reads what {@link #write} wrote, for the metrics: an empty process means that there are none.
   */
  public static StalePolls read(StateReader in) {
    ReadId last = new ReadId(in.readText(), in.readUnsigned());
    int count = in.readCount();
    return count == 0 ? null : new StalePolls(last, count);
  }

  /** Writes the polls; null for none. */
  public static void write(StalePolls polls, StateWriter out) {
    out.writeText(polls == null ? "" : polls.last.incarnation());
    out.writeUnsigned(polls == null ? 0 : polls.last.seq());
    out.writeUnsigned(polls == null ? 0 : polls.count);
  }
}
