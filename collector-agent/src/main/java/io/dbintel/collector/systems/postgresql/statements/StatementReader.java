package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.postgresql.StatementHeader.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * Reads clock and info, the rows, then info and clock in one transaction. A read during which the
 * counters were reset is thrown away and repeated. Used by one thread.
 */
final class StatementReader {

  private static final int MAX_ATTEMPTS = 5;

  private final InstanceConfig config;
  private final PollModes modes;
  private final AcknowledgedRows hotRows;
  private final AcknowledgedRows allColumnRows;
  private InstanceIdentity identity;
  private StatementsExtension extension;

  StatementReader(
      InstanceConfig config,
      PollModes modes,
      AcknowledgedRows hotRows,
      AcknowledgedRows allColumnRows) {
    this.config = config;
    this.modes = modes;
    this.hotRows = hotRows;
    this.allColumnRows = allColumnRows;
  }

  /** The extension as of the last read. */
  StatementsExtension extension() {
    return extension;
  }

  StatementSnapshot read(Connection connection, PollModes.Demand demand)
      throws SQLException, PollFailure {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      StatementSnapshot read = attempt(connection, demand);
      if (read != null) {
        return read;
      }
    }
    throw new PollFailure(
        "reset_during_read",
        "the statement counters were reset during each of "
            + MAX_ATTEMPTS
            + " reads; something calls pg_stat_statements_reset() all the time",
        false,
        null);
  }

  private StatementSnapshot attempt(Connection connection, PollModes.Demand demand)
      throws SQLException, PollFailure {
    if (extension == null) {
      extension = StatementsExtension.read(connection, config.database());
    }
    StatementsExtension used = extension;
    extension = null;
    StatementHeader header = StatementHeader.read(connection, used.statement("start"));
    if (!used.version().equals(header.extensionVersion())) {
      return null;
    }
    extension = used;
    identify(connection, header);
    ComparableEpoch life = life(header);
    if (modes.isNewLife(life)) {
      hotRows.clear();
      allColumnRows.clear();
    }
    return read(connection, header.mark(), life, demand);
  }

  private void identify(Connection connection, StatementHeader header) throws SQLException {
    if (identity == null || !identity.isOf(header.postmasterStart(), header.inRecovery())) {
      identity = InstanceIdentity.read(connection, config.host() + ":" + config.port());
    }
  }

  private StatementSnapshot read(
      Connection connection, Mark before, ComparableEpoch life, PollModes.Demand demand)
      throws SQLException {
    PollMode mode = modes.choose(life, before.clock(), demand, hotRows.size());
    AcknowledgedRows acknowledged = mode.allColumns() ? allColumnRows : hotRows;
    AcknowledgedRows.Known known = acknowledged.known();
    CounterRowReader.Read read = new CounterRowReader(connection, extension).read(mode, known);
    Mark after = Mark.read(connection, extension.statement("end"));
    if (!Objects.equals(before.statsReset(), after.statsReset())) {
      return null;
    }
    List<CounterRow> changed =
        mode.full() || mode.filtered()
            ? read.rows()
            : read.rows().stream().filter(row -> !acknowledged.has(row)).toList();
    int total = mode.filtered() ? known.states().length : read.rows().size();
    modes.polled(mode, life, before.clock(), demand, changed.size(), total);
    return new StatementSnapshot(
        identity,
        life,
        mode,
        before,
        after,
        read.counters(),
        changed,
        mode.filtered() ? -1 : read.rows().size(),
        read.hidden(),
        known);
  }

  private ComparableEpoch life(StatementHeader header) {
    Long reset = header.mark().statsReset();
    return new ComparableEpoch(
        identity.systemIdentifier(),
        reset,
        reset == null ? header.postmasterStart() : 0,
        selection(header));
  }

  private long selection(StatementHeader header) {
    String seen =
        String.join(
            "\n",
            config.user(),
            Boolean.toString(header.readsAllStats()),
            extension.version(),
            extension.statement("all"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(seen.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
