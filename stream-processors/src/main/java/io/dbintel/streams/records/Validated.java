package io.dbintel.streams.records;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.QueryPlan;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;

/**
 * What validation hands on: a raw record whose fields hold what they should, its texts not yet
 * verified; or the fact that a record, or a row, went to the dead letters.
 */
public sealed interface Validated {

  /** Bytes of the raw record's value; 0 for a row, which is a part of a record. */
  int bytes();

  /** A chunk of a statement poll, decoded into primitives; its names are not verified yet. */
  record Statements(int bytes, StatementChunk chunk) implements Validated {}

  /** Texts of statements. */
  record Texts(int bytes, QueryTexts texts) implements Validated {}

  /** The plan of a statement. */
  record Plan(int bytes, QueryPlan plan) implements Validated {}

  /** Sessions at one moment. */
  record Sessions(int bytes, SessionTick tick) implements Validated {}

  /** Metrics of one poll. */
  record Metrics(int bytes, MetricPoll poll) implements Validated {}

  /** What became of a scheduled poll. */
  record Outcome(int bytes, PollOutcome outcome) implements Validated {}

  /** A change of treatment. */
  record Order(int bytes, Command command) implements Validated {}

  /**
   * A record, or rows of one, that went to the dead letters, for the reason; kept to be counted.
   *
   * @param count how many they are
   */
  record Rejected(int bytes, String reason, int count) implements Validated {}
}
