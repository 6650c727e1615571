package io.dbintel.collector.statements;

import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.CounterReading;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads with a {@link StatementSource} what the ledger adds up: calls, rows and time. */
public final class CountersNow implements CounterReader {

  private static final PollMode EVERY_ROW = new PollMode(true, false, false);

  private final StatementSource source;
  private final String user;
  private final Runnable onClose;
  private final StatementCatalogue catalogue;

  /**
   * @param system name of the system's catalogue
   * @param source what reads
   * @param user who reads
   * @param onClose closes the source's connections
   */
  public CountersNow(String system, StatementSource source, String user, Runnable onClose) {
    this.source = source;
    this.user = user;
    this.onClose = onClose;
    this.catalogue = SystemCatalogue.of(system).statements().orElseThrow();
  }

  @Override
  public CounterReading read() throws PollFailure {
    StatementSnapshot snapshot = StatementReads.untorn(source, header -> everything());
    Map<String, CounterReading.Row> rows = new HashMap<>();
    for (CounterRow row : snapshot.changed()) {
      rows.put(row.key().toString(), row(snapshot.counters(), row));
    }
    return new CounterReading(
        snapshot.header().before().clock(),
        snapshot.after().clock(),
        ComparableEpoch.of(snapshot.header()).toString(),
        snapshot.after().evictions(),
        snapshot.hidden(),
        rows);
  }

  private static ReadPlan everything() {
    AcknowledgedRows none = new AcknowledgedRows();
    return new ReadPlan(EVERY_ROW, none.known(), none);
  }

  private CounterReading.Row row(List<StatementCounter> counters, CounterRow row) {
    return new CounterReading.Row(
        row.origin(),
        sum(CounterRole.CALLS, counters, row.values()),
        sum(CounterRole.ROWS, counters, row.values()),
        sum(CounterRole.EXEC_TIME, counters, row.values()),
        user.equals(row.user()));
  }

  private long sum(CounterRole role, List<StatementCounter> counters, long[] values) {
    long mask = catalogue.maskOf(role);
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      if ((counters.get(i).bit() & mask) != 0) {
        sum += values[i];
      }
    }
    return sum;
  }

  @Override
  public void close() {
    onClose.run();
  }
}
