package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.statements.CounterEpoch;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.statements.StatementRow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A raw record whose fields were checked and whose texts were verified: the only kind of record the
 * operators see. Every text a person could have typed is a {@link CleanText}.
 */
public sealed interface VerifiedRecord {

  /** Bytes of the raw record's value; 0 for a row, which is a part of a record. */
  int bytes();

  /** Where it was read; null for a record that was not read from a database. */
  default Source source() {
    return null;
  }

  /** Literals and personal data found by the verification and masked, by kind. */
  default Map<String, Integer> detections() {
    return Map.of();
  }

  /**
   * A chunk of a statement poll.
   *
   * @param header what the chunk says about its poll
   * @param counters the counters read, as bits
   * @param rows rows sorted by key, unreadable ones included
   * @param range keys that the chunk covers: a key in the range and not in the rows has left the
   *     view; null for a partial poll and where a row's key could not be read
   * @param databases names by index
   * @param users names by index
   */
  record Statements(
      int bytes,
      Source source,
      PollHeader header,
      long counters,
      List<StatementRow> rows,
      KeyRange range,
      List<CleanText> databases,
      List<CleanText> users,
      Map<String, Integer> detections)
      implements VerifiedRecord {

    /** Whether the chunk says of every key it covers what became of it. */
    public boolean complete() {
      return !header.full() || range != null;
    }

    /** Name of the row's database; null when it is not known. */
    public CleanText database(StatementRow row) {
      return row.database() < 0 ? null : databases.get(row.database());
    }

    /** Name of the row's user; null when it is not known. */
    public CleanText user(StatementRow row) {
      return row.user() < 0 ? null : users.get(row.user());
    }
  }

  /** Texts of statements. */
  record Texts(int bytes, Source source, List<PublishedText> texts, Map<String, Integer> detections)
      implements VerifiedRecord {}

  /**
   * The execution plan of a statement.
   *
   * @param read agent process and number of the plan
   * @param readTime µs of the database clock
   */
  record Plan(
      int bytes,
      Source source,
      ReadId read,
      long readTime,
      PlannedStatement statement,
      Map<String, Integer> detections)
      implements VerifiedRecord {}

  /**
   * The sessions at one moment, or a part of them.
   *
   * @param read agent process and number of the tick
   * @param part position of this part in the tick, from 0
   * @param parts parts of the tick
   * @param intervalMs interval at which the agent ticks
   * @param readTime µs of the database clock
   */
  record Sessions(
      int bytes,
      Source source,
      ReadId read,
      int part,
      int parts,
      int intervalMs,
      long readTime,
      List<SessionSnapshot> sessions,
      Map<String, Integer> detections)
      implements VerifiedRecord {}

  /**
   * Server metrics of one poll, or a part of them. Metrics that the catalogue does not list are
   * left out and counted in {@code refused}, by name.
   *
   * @param read agent process and number of the poll
   * @param part position of this part in the poll, from 0
   * @param parts parts of the poll
   * @param epoch the counters that the readings belong to
   * @param timeline changes with every promotion of a standby; 0 where it is not known
   * @param role role of the server in replication
   */
  record Metrics(
      int bytes,
      Source source,
      ReadId read,
      int part,
      int parts,
      CounterEpoch epoch,
      long timeline,
      ServerRole role,
      List<MetricGroupRead> groups,
      SortedMap<String, Integer> refused,
      Map<String, Integer> detections)
      implements VerifiedRecord {}

  /**
   * What became of a scheduled poll.
   *
   * @param collector name of the thing collected
   * @param status ok, failed or skipped
   * @param reason why it failed or was skipped; null when it did not
   * @param durationNanos time spent on the database
   * @param rows rows read
   * @param published bytes published
   * @param clockSkewMicros database clock less agent clock; null when the database was not reached
   * @param probeRound number of the break that it was a probe for; 0 for none, null when the agent
   *     does not say
   */
  record Outcome(
      int bytes,
      Source source,
      CleanText collector,
      PollStatus status,
      CleanText reason,
      long durationNanos,
      int rows,
      long published,
      Long clockSkewMicros,
      Long probeRound,
      Map<String, Integer> detections)
      implements VerifiedRecord {}

  /**
   * A change of treatment.
   *
   * @param commandId a command is applied once
   * @param arguments by name
   */
  record Order(
      int bytes,
      String commandId,
      CommandKind kind,
      CleanText author,
      SortedMap<String, CleanText> arguments)
      implements VerifiedRecord {

    /** An argument that is a whole number; -1 when it is absent or none. */
    public long number(String argument) {
      CleanText text = arguments.get(argument);
      if (text == null) {
        return -1;
      }
      try {
        return Long.parseLong(text.toString());
      } catch (NumberFormatException e) {
        return -1;
      }
    }
  }

  /** A record, or a row, that validation sent to the dead letters; kept to be counted. */
  record Rejected(int bytes, String reason, int count) implements VerifiedRecord {}
}
