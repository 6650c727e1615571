package io.dbintel.ctl.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds, for what the ledger says, a reading of the database from before and one from after all
 * that is in it.
 *
 * <p>The ledger says when the read of its last poll ended, not when it began, and that poll may be
 * in it in part. So what it says lies between its last poll and the one before. The one before
 * began after the poll before that had ended: an agent polls one after the other. A reading that
 * was over then is before; a reading that began when the last poll had ended is after.
 */
final class Brackets {

  private final List<Counted> readings = new ArrayList<>();
  private LedgerReading ledger;
  private long beforeLast = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;
  private long latest = Long.MIN_VALUE;
  private int polls;

  /**
   * What the ledger says, between two readings.
   *
   * @param ledger what it says
   * @param readEnd end of its last poll
   * @param poll how many polls were seen to come into the ledger until then
   * @param before reading from before
   * @param after reading from after
   */
  record Bracket(LedgerReading ledger, long readEnd, int poll, Counted before, Counted after) {

    /** Whether this begins when the other has ended. */
    boolean follows(Bracket other) {
      return before.begin() >= other.after.begin();
    }
  }

  /** Adds a reading of the database. */
  void add(Counted reading) {
    readings.add(reading);
  }

  /**
   * Adds what the ledger says.
   *
   * @return whether another poll has come into it
   * @throws IncomparableException when polls are no longer in the order of their clock
   */
  boolean add(LedgerReading now) throws IncomparableException {
    if (now.lastRead().isEmpty() || now.lastRead().getAsLong() == latest) {
      return false;
    }
    long readEnd = now.lastRead().getAsLong();
    if (readEnd < latest) {
      throw new IncomparableException(
          "the last read in the ledger went back by "
              + (latest - readEnd)
              + " µs: the clock of the database went back, or its order of polls began anew; run"
              + " again");
    }
    beforeLast = last;
    last = latest;
    latest = readEnd;
    ledger = now;
    polls++;
    return true;
  }

  /** What the ledger said last, if there is a reading before and one after. */
  Optional<Bracket> bracket() {
    Counted before = null;
    for (Counted reading : readings) {
      if (reading.end() <= beforeLast) {
        before = reading;
      }
      if (reading.begin() >= latest) {
        return before == null
            ? Optional.empty()
            : Optional.of(new Bracket(ledger, latest, polls, before, reading));
      }
    }
    return Optional.empty();
  }

  /** Forgets readings that no later bracket can need. */
  void forgetBefore(Counted reading) {
    readings.removeIf(each -> each.end() < reading.begin());
  }
}
