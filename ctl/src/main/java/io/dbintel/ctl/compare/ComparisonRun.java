package io.dbintel.ctl.compare;

import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.ctl.api.AdminException;
import io.dbintel.ctl.compare.Brackets.Bracket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the ledger of an instance with its database while both go on. It reads the database once
 * for every poll that comes into the ledger, as one agent more would.
 */
public final class ComparisonRun {

  private final Ledger ledger;
  private final CounterReader database;
  private final Duration time;
  private final Duration patience;
  private final Duration pace;
  private final Consumer<String> remarks;
  private final DatabaseGrowth growth = new DatabaseGrowth();
  private final Brackets brackets = new Brackets();
  private long progressAt;

  /** Asks what the ledger says now. */
  public interface Ledger {
    LedgerReading read() throws AdminException, InterruptedException;
  }

  /**
   * @param time at least this lies between the polls that are compared
   * @param patience longest wait for the next poll
   * @param pace time between two looks at the ledger
   * @param remarks takes what is being waited for
   */
  public ComparisonRun(
      Ledger ledger,
      CounterReader database,
      Duration time,
      Duration patience,
      Duration pace,
      Consumer<String> remarks) {
    this.ledger = ledger;
    this.database = database;
    this.time = time;
    this.patience = patience;
    this.pace = pace;
    this.remarks = remarks;
  }

  /**
   * Compares.
   *
   * @throws IncomparableException when no comparison is possible; says why
   * @throws PollFailure when the database cannot be read
   */
  public Comparison run()
      throws AdminException, PollFailure, IncomparableException, InterruptedException {
    progressAt = System.nanoTime();
    readDatabase();
    remarks.accept("waiting until three polls have come into the ledger");
    Bracket first = bracketAfter(null, 0);
    remarks.accept("comparing for " + time.toSeconds() + " s and until the next polls");
    Bracket last = bracketAfter(first, first.readEnd() + time.toNanos() / 1_000);
    return Comparison.of(first, last)
        .orElseThrow(
            () ->
                new IncomparableException(
                    "the ledger no longer tells the hour in which the comparison began: it ended"
                        + " and the instance moved to another processor; run again"));
  }

  private Bracket bracketAfter(Bracket first, long earliest)
      throws AdminException, PollFailure, IncomparableException, InterruptedException {
    while (true) {
      if (pollHasCome()) {
        readDatabase();
        Optional<Bracket> bracket =
            brackets
                .bracket()
                .filter(each -> each.readEnd() >= earliest)
                .filter(each -> first == null || each.follows(first));
        if (bracket.isPresent()) {
          brackets.forgetBefore(bracket.get().after());
          return bracket.get();
        }
      }
      Thread.sleep(pace.toMillis());
    }
  }

  private boolean pollHasCome() throws AdminException, IncomparableException, InterruptedException {
    try {
      if (brackets.add(ledger.read())) {
        progressAt = System.nanoTime();
        return true;
      }
    } catch (AdminException problem) {
      if (!problem.passes() || isLate()) {
        throw problem;
      }
      return false;
    }
    if (isLate()) {
      throw new IncomparableException(
          "no statement poll came into the ledger for "
              + patience.toSeconds()
              + " s; look whether the agent runs (dbintel ctl instances) and its circuit is closed"
              + " (dbintel ctl circuits), or give a longer --wait");
    }
    return false;
  }

  private boolean isLate() {
    return System.nanoTime() - progressAt > patience.toNanos();
  }

  private void readDatabase() throws PollFailure, IncomparableException {
    brackets.add(growth.add(database.read()));
  }
}
