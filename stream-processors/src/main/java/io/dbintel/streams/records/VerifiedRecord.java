package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.statements.StatementRow;
import java.util.List;
import java.util.Map;

/**
 * A raw record whose fields were checked and whose texts were verified: the only kind of record the
 * operators see. Every text a person could have typed is a {@link CleanText}.
 */
public sealed interface VerifiedRecord {

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
   * @param source where it was read
   * @param header what the chunk says about its poll
   * @param columns the counters read
   * @param rows rows sorted by key, unreadable ones included
   * @param range keys that the chunk covers: a key in the range and not in the rows has left the
   *     view; null for a partial poll and where a row's key could not be read
   * @param databases names by object identifier
   * @param users names by object identifier
   */
  record Statements(
      Source source,
      PollHeader header,
      CounterSet columns,
      List<StatementRow> rows,
      KeyRange range,
      Map<Long, CleanText> databases,
      Map<Long, CleanText> users,
      Map<String, Integer> detections)
      implements VerifiedRecord {

    /** True when the chunk says of every key it covers what became of it. */
    public boolean complete() {
      return !header.full() || range != null;
    }
  }

  /** Texts of query ids. */
  record Texts(Source source, List<PublishedText> texts, Map<String, Integer> detections)
      implements VerifiedRecord {}

  /**
   * The sessions at one moment.
   *
   * @param seq tick number of the incarnation
   * @param intervalMs interval at which the agent ticks
   * @param readTime µs of the database clock
   */
  record Sessions(
      Source source,
      String incarnation,
      long seq,
      int intervalMs,
      long readTime,
      List<SessionSnapshot> sessions,
      Map<String, Integer> detections)
      implements VerifiedRecord {}

  /**
   * Server metrics of one poll.
   *
   * @param readStart µs of the database clock
   * @param readEnd µs of the database clock
   * @param postmasterStart when the server process started, µs of the database clock
   * @param resets when a statistics view's or database's counters started, by name
   */
  record Metrics(
      Source source,
      String incarnation,
      long seq,
      long readStart,
      long readEnd,
      String systemIdentifier,
      long postmasterStart,
      Map<String, Long> resets,
      List<MetricReading> readings,
      Map<String, Integer> detections)
      implements VerifiedRecord {}

  /** What became of a scheduled poll. */
  record Outcome(Source source, CleanText collector, PollStatus status) implements VerifiedRecord {}

  /** A change of treatment. */
  record Order(String commandId, CommandKind kind) implements VerifiedRecord {}

  /** A record, or a row, that validation sent to the dead letters; kept to be counted. */
  record Rejected(String reason) implements VerifiedRecord {}
}
