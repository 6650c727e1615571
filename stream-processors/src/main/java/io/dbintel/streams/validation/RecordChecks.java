package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.QueryPlan;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementKeyLayout;

/** Checks of the raw records that are not statement poll chunks, one method for each kind. */
final class RecordChecks {
  private static final int MAX_AUTHOR = 200;
  private static final int MAX_GROUPS = 1_000;
  private static final int MAX_ARGUMENTS = 32;
  private static final int MAX_ARGUMENT = 4_096;

  private RecordChecks() {}

  static void texts(QueryTexts texts) throws InvalidRecordException {
    StatementCatalogue statements = FieldChecks.statements(texts.getSystem());
    FieldChecks.port(texts.getServerPort());
    int length = statements.key().textLength();
    for (QueryText text : texts.getTexts()) {
      FieldChecks.require(
          text.getKey().remaining() == length,
          "number of bytes of a text's key",
          text.getKey().remaining(),
          Integer.toString(length));
    }
  }

  static void plan(QueryPlan plan) throws InvalidRecordException {
    FieldChecks.statements(plan.getSystem());
    FieldChecks.incarnation(plan.getIncarnation());
    FieldChecks.port(plan.getServerPort());
    FieldChecks.notNegative("seq", plan.getSeq());
    FieldChecks.require(
        plan.getReadTime() > 0, "read_time", plan.getReadTime(), "µs since the epoch");
    int length = plan.getKey().remaining();
    FieldChecks.require(
        length > 0 && length <= StatementKeyLayout.MAX_LENGTH,
        "number of bytes of key",
        length,
        "1 to " + StatementKeyLayout.MAX_LENGTH);
    FieldChecks.id("method", plan.getMethod());
    FieldChecks.id("structural_hash", plan.getStructuralHash());
    FieldChecks.notNegative("hash_version", plan.getHashVersion());
    FieldChecks.notNegative("nodes", plan.getNodes());
  }

  static void sessions(SessionTick tick) throws InvalidRecordException {
    FieldChecks.system(tick.getSystem());
    FieldChecks.incarnation(tick.getIncarnation());
    FieldChecks.port(tick.getServerPort());
    FieldChecks.notNegative("seq", tick.getSeq());
    FieldChecks.part("part", tick.getPart(), tick.getParts());
    FieldChecks.notNegative("interval_ms", tick.getIntervalMs());
    FieldChecks.notNegative("read_time", tick.getReadTime());
  }

  static void metrics(MetricPoll poll) throws InvalidRecordException {
    FieldChecks.system(poll.getSystem());
    FieldChecks.incarnation(poll.getIncarnation());
    FieldChecks.port(poll.getServerPort());
    FieldChecks.notNegative("seq", poll.getSeq());
    FieldChecks.part("part", poll.getPart(), poll.getParts());
    FieldChecks.epoch(poll.getEpoch());
    int groups = poll.getGroups().size();
    FieldChecks.require(groups <= MAX_GROUPS, "number of groups", groups, "at most " + MAX_GROUPS);
    for (MetricGroup group : poll.getGroups()) {
      FieldChecks.id("group", group.getGroup());
      FieldChecks.readTimes(group.getReadStart(), group.getReadEnd());
      for (MetricRow row : group.getRows()) {
        row(row);
      }
    }
  }

  private static void row(MetricRow row) throws InvalidRecordException {
    Long since = row.getCountersSince();
    FieldChecks.notNegative("counters_since", since == null ? 0 : since);
    for (MetricReading reading : row.getReadings()) {
      if ((reading.getLongValue() == null) == (reading.getDoubleValue() == null)) {
        throw new InvalidRecordException(
            "invalid_field",
            "a reading has "
                + (reading.getLongValue() == null ? "no value" : "two values")
                + "; expected exactly one of long_value and double_value");
      }
    }
  }

  static void outcome(PollOutcome outcome) throws InvalidRecordException {
    FieldChecks.system(outcome.getSystem());
    FieldChecks.port(outcome.getServerPort());
    FieldChecks.notNegative("duration_ns", outcome.getDurationNs());
    FieldChecks.notNegative("rows", outcome.getRows());
    FieldChecks.notNegative("bytes", outcome.getBytes());
  }

  static void command(String key, Command command) throws InvalidRecordException {
    FieldChecks.require(
        command.getKind() != CommandKind.NR_INTEGRATION_ERROR || FieldChecks.isTenant(key),
        "key of NR_INTEGRATION_ERROR, characters,",
        key.length(),
        "a tenant id: what New Relic reports is of an account, not of an instance");
    FieldChecks.id("command_id", command.getCommandId());
    FieldChecks.maxLength("author", command.getAuthor(), MAX_AUTHOR);
    int arguments = command.getArguments().size();
    FieldChecks.require(
        arguments <= MAX_ARGUMENTS, "number of arguments", arguments, "at most " + MAX_ARGUMENTS);
    for (String name : command.getArguments().keySet()) {
      FieldChecks.id("name of an argument", name);
      FieldChecks.maxLength("an argument", command.getArguments().get(name), MAX_ARGUMENT);
    }
  }
}
