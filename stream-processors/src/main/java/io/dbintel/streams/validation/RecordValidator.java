package io.dbintel.streams.validation;

import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.RowProblem;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.UndecodableRecordException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes a raw record and checks its fields, so that no later step has to. An unknown schema id is
 * not the record's fault: it is thrown as it comes and stops the partition.
 */
public final class RecordValidator {
  private final AvroDeserializer<SpecificRecord> deserializer;
  private final ValidationConfig config;

  /** Decodes with the schemas of {@code registry}. */
  public RecordValidator(SchemaRegistry registry, ValidationConfig config) {
    this.deserializer = new AvroDeserializer<>(registry);
    this.config = config;
  }

  /**
   * Returns the record.
   *
   * @param key record key
   * @param value record value in the wire format
   * @throws InvalidRecordException when it is no valid record
   */
  public Validated validate(String topic, String key, byte[] value)
      throws InvalidRecordException {
    FieldChecks.key(key);
    if (value == null) {
      throw new InvalidRecordException("invalid_field", "record value is null");
    }
    if (value.length > config.maxRecordSize().bytes()) {
      throw new InvalidRecordException(
          "oversized",
          "the record has " + value.length + " bytes; expected at most " + config.maxRecordSize());
    }
    SpecificRecord record = decode(topic, value);
    return new Validated(record, check(record));
  }

  private SpecificRecord decode(String topic, byte[] value) throws InvalidRecordException {
    try {
      return deserializer.deserialize(topic, value);
    } catch (UndecodableRecordException e) {
      throw new InvalidRecordException("undecodable", e.getMessage());
    }
  }

  private static List<RowProblem> check(SpecificRecord record) throws InvalidRecordException {
    if (record instanceof StatementPollChunk chunk) {
      return StatementChunkCheck.check(chunk);
    } else if (record instanceof QueryTexts texts) {
      FieldChecks.port(texts.getServerPort());
    } else if (record instanceof SessionTick tick) {
      FieldChecks.incarnation(tick.getIncarnation());
      FieldChecks.port(tick.getServerPort());
      FieldChecks.notNegative("seq", tick.getSeq());
      FieldChecks.notNegative("interval_ms", tick.getIntervalMs());
      FieldChecks.notNegative("read_time", tick.getReadTime());
    } else if (record instanceof MetricPoll poll) {
      metrics(poll);
    } else if (record instanceof PollOutcome outcome) {
      FieldChecks.port(outcome.getServerPort());
    } else if (!(record instanceof Command)) {
      throw new InvalidRecordException(
          "invalid_field",
          "a " + record.getSchema().getName() + " does not belong in the raw topic");
    }
    return List.of();
  }

  private static void metrics(MetricPoll poll) throws InvalidRecordException {
    FieldChecks.incarnation(poll.getIncarnation());
    FieldChecks.port(poll.getServerPort());
    FieldChecks.notNegative("seq", poll.getSeq());
    FieldChecks.readTimes(poll.getReadStart(), poll.getReadEnd());
    FieldChecks.notNegative("postmaster_start", poll.getPostmasterStart());
    for (MetricReading reading : poll.getReadings()) {
      if ((reading.getLongValue() == null) == (reading.getDoubleValue() == null)) {
        throw new InvalidRecordException(
            "invalid_field",
            "a reading has "
                + (reading.getLongValue() == null ? "no value" : "two values")
                + "; expected exactly one of long_value and double_value");
      }
    }
  }
}
