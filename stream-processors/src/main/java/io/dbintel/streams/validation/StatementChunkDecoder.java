package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.serde.WireReader;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.records.StatementChunk;
import io.dbintel.streams.statements.CounterEpoch;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.statements.StatementKey;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Makes a {@link StatementChunk} of the bytes of a statement poll chunk: decodes them, checks what
 * the chunk says of its poll, then each row by itself. Not thread-safe.
 */
final class StatementChunkDecoder {
  private static final String NAME = StatementPollChunk.getClassSchema().getFullName();
  private static final int MAX_PRIVILEGE = 200;

  private final ChunkReader reader;

  StatementChunkDecoder(WireReader wire) {
    this.reader = new ChunkReader(wire);
  }

  /** Whether values of the schema are for this decoder. */
  static boolean decodes(Schema writer) {
    return writer.getFullName().equals(NAME);
  }

  /**
   * Decodes a chunk.
   *
   * @throws InvalidRecordException when it is not a valid chunk
   */
  DecodedChunk decode(String instance, Schema writer, byte[] value) throws InvalidRecordException {
    byte[] prefix = InstanceHash.of(instance);
    RawChunk raw = read(writer, value, prefix);
    StatementCatalogue catalogue = FieldChecks.statements(raw.system);
    header(raw);
    CounterLayout counters = CounterLayout.of(raw.counters, catalogue);
    KeyRange range = raw.full ? range(raw, prefix) : null;
    RowDecoder rows = new RowDecoder(raw, counters, catalogue, range);
    rows.decodeAll();
    StatementChunk chunk =
        new StatementChunk(
            raw.system,
            raw.serverAddress,
            raw.serverPort,
            pollHeader(raw),
            counters.mask(),
            rows.rows(),
            rows.allKeysKnown() ? range : null,
            raw.databases,
            raw.users);
    return new DecodedChunk(chunk, rows.problems());
  }

  private RawChunk read(Schema writer, byte[] value, byte[] prefix) throws InvalidRecordException {
    try {
      return reader.read(writer, value, prefix);
    } catch (IOException
        | AvroRuntimeException
        | UnsupportedOperationException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | ClassCastException e) {
      throw new InvalidRecordException(
          "undecodable",
          "value of "
              + value.length
              + " bytes is not a "
              + NAME
              + ": "
              + e.getClass().getSimpleName());
    }
  }

  private static void header(RawChunk raw) throws InvalidRecordException {
    FieldChecks.incarnation(raw.incarnation);
    FieldChecks.port(raw.serverPort);
    FieldChecks.notNegative("seq", raw.seq);
    FieldChecks.part("chunk", raw.chunk, raw.chunks);
    FieldChecks.readTimes(raw.readStart, raw.readEnd);
    FieldChecks.epoch(raw.serverId, raw.countersSince, raw.serverStart);
    FieldChecks.notNegative("hidden_rows", raw.hiddenRows);
    FieldChecks.maxLength("privilege_before", raw.privilegeBefore, MAX_PRIVILEGE);
    FieldChecks.maxLength("privilege_after", raw.privilegeAfter, MAX_PRIVILEGE);
    if (raw.full != raw.ranged) {
      throw new InvalidRecordException(
          "invalid_field",
          "key_range is "
              + (raw.ranged ? "set" : "absent")
              + " and full is "
              + raw.full
              + "; expected a range when and only when full");
    }
  }

  private static KeyRange range(RawChunk raw, byte[] prefix) {
    return new KeyRange(bound(raw.rangeFrom, prefix), bound(raw.rangeTo, prefix));
  }

  private static StatementKey bound(byte[] key, byte[] prefix) {
    return key == null ? null : StatementKey.of(prefix, key);
  }

  private static PollHeader pollHeader(RawChunk raw) {
    return new PollHeader(
        new ReadId(raw.incarnation, raw.seq),
        raw.chunk,
        raw.chunks,
        raw.full,
        raw.readStart,
        raw.readEnd,
        new CounterEpoch(raw.serverId, raw.countersSince, raw.serverStart),
        raw.selection,
        raw.timeline,
        raw.role,
        raw.evictionsBefore,
        raw.evictionsAfter,
        raw.hiddenRows,
        raw.privilegeBefore,
        raw.privilegeAfter);
  }
}
