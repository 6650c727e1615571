package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.QueryPlan;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.WireReader;
import io.dbintel.streams.records.Validated;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes a raw record and checks its fields, so that no later step has to. An id that a schema
 * registry assigned and does not know is not the record's fault: that is thrown as it comes; in
 * production such a record waits before it gets here. Not thread-safe.
 */
public final class RecordValidator {
  private final WireReader wire;
  private final AvroDeserializer<SpecificRecord> deserializer;
  private final StatementChunkDecoder chunks;
  private final ValidationConfig config;

  /**
   * A record, and what is wrong with single rows of it.
   *
   * @param record the record without the bad rows
   * @param problems one for each bad row
   */
  record Result(Validated record, List<RowProblem> problems) {}

  /** Decodes with the schemas of {@code registry}. */
  public RecordValidator(SchemaRegistry registry, ValidationConfig config) {
    this.wire = new WireReader(registry);
    this.deserializer = new AvroDeserializer<>(registry);
    this.chunks = new StatementChunkDecoder(wire);
    this.config = config;
  }

  /**
   * Returns the record.
   *
   * @param key record key
   * @param value record value in the wire format
   * @throws InvalidRecordException when it is not a valid record
   */
  Result validate(String topic, String key, byte[] value) throws InvalidRecordException {
    FieldChecks.key(key, true);
    WireChecks.present(value);
    if (value.length > config.maxRecordSize().bytes()) {
      throw new InvalidRecordException(
          "oversized",
          "the record has " + value.length + " bytes; expected at most " + config.maxRecordSize());
    }
    Schema writer = WireChecks.decode(value, wire::writerSchema);
    if (StatementChunkDecoder.decodes(writer)) {
      FieldChecks.key(key, false);
      DecodedChunk decoded = chunks.decode(key, writer, value);
      return new Result(
          new Validated.Statements(value.length, decoded.chunk()), decoded.problems());
    }
    SpecificRecord record =
        WireChecks.decode(value, bytes -> deserializer.deserialize(topic, bytes));
    FieldChecks.key(key, record instanceof Command);
    return new Result(check(key, record, value.length), List.of());
  }

  private static Validated check(String key, SpecificRecord record, int bytes)
      throws InvalidRecordException {
    if (record instanceof QueryTexts texts) {
      RecordChecks.texts(texts);
      return new Validated.Texts(bytes, texts);
    } else if (record instanceof QueryPlan plan) {
      RecordChecks.plan(plan);
      return new Validated.Plan(bytes, plan);
    } else if (record instanceof SessionTick tick) {
      RecordChecks.sessions(tick);
      return new Validated.Sessions(bytes, tick);
    } else if (record instanceof MetricPoll poll) {
      RecordChecks.metrics(poll);
      return new Validated.Metrics(bytes, poll);
    } else if (record instanceof PollOutcome outcome) {
      RecordChecks.outcome(outcome);
      return new Validated.Outcome(bytes, outcome);
    } else if (record instanceof Command command) {
      RecordChecks.command(key, command);
      return new Validated.Order(bytes, command);
    }
    throw new InvalidRecordException(
        "invalid_field", "a " + record.getSchema().getName() + " does not belong in the raw topic");
  }
}
