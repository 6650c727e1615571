package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.catalogue.StatementKeyLayout;
import io.dbintel.schemas.serde.WireReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.util.Utf8;

/**
 * Reads the Avro bytes of a statement poll chunk, written by any version of its schema, straight
 * into primitives: chunks are by far the most of what is decoded. Bytes of this version's schema
 * are read without Avro's resolution, which would take most of the time. Not thread-safe.
 */
final class ChunkReader {
  private static final Schema READER = StatementPollChunk.getClassSchema();
  private static final Schema.Field[] CHUNK = fieldsOf(READER);
  private static final Schema.Field[] EPOCH = fieldsOf(CounterEpoch.getClassSchema());
  private static final Schema.Field[] RANGE = fieldsOf(StatementKeyRange.getClassSchema());
  private static final Schema.Field[] ROW = fieldsOf(StatementRow.getClassSchema());
  private static final int MAX_ROWS = 4_096;
  private static final int MAX_NAMES = 4_096;

  private final WireReader wire;
  private final Map<Schema, ResolvingDecoder> resolvers = new HashMap<>();
  private final long[] values = new long[Long.SIZE];
  private final List<RawChunk.Row> spareRows = new ArrayList<>();
  private ByteBuffer bytes = ByteBuffer.allocate(StatementKeyLayout.MAX_LENGTH);
  private Utf8 text = new Utf8();
  private BinaryDecoder decoder;
  private ResolvingDecoder resolver;
  private Decoder in;

  ChunkReader(WireReader wire) {
    this.wire = wire;
  }

  /**
   * Reads a chunk.
   *
   * @param prefix what the keys of the instance begin with
   * @throws InvalidRecordException when it has too many rows or names
   * @throws IOException when the bytes do not hold a chunk; so do some unchecked exceptions of Avro
   */
  RawChunk read(Schema writer, byte[] value, byte[] prefix)
      throws IOException, InvalidRecordException {
    decoder = wire.decoder(value, decoder);
    in = decoder;
    resolver = null;
    if (!writer.equals(READER)) {
      resolver = resolver(writer);
      resolver.configure(decoder);
      in = resolver;
    }
    RawChunk chunk = new RawChunk();
    for (Schema.Field field : fields(CHUNK)) {
      field(chunk, field.name(), prefix);
    }
    if (resolver != null) {
      resolver.drain();
    }
    if (!decoder.isEnd()) {
      throw new IOException("bytes are left after the chunk");
    }
    return chunk;
  }

  private ResolvingDecoder resolver(Schema writer) throws IOException {
    ResolvingDecoder known = resolvers.get(writer);
    if (known == null) {
      known = DecoderFactory.get().resolvingDecoder(writer, READER, null);
      resolvers.put(writer, known);
    }
    return known;
  }

  /** Fields in the order of the bytes; {@code ours} where the schemas are the same. */
  private Schema.Field[] fields(Schema.Field[] ours) throws IOException {
    return resolver == null ? ours : resolver.readFieldOrder();
  }

  private static Schema.Field[] fieldsOf(Schema schema) {
    return schema.getFields().toArray(Schema.Field[]::new);
  }

  /** Whether a nullable value, whose union begins with null, is there. */
  private boolean present() throws IOException {
    int branch = in.readIndex();
    if (branch == 0) {
      in.readNull();
    } else if (branch != 1) {
      throw new IOException("a union has no branch " + branch);
    }
    return branch == 1;
  }

  private void field(RawChunk chunk, String name, byte[] prefix)
      throws IOException, InvalidRecordException {
    switch (name) {
      case "system" -> chunk.system = in.readString();
      case "incarnation" -> chunk.incarnation = in.readString();
      case "server_address" -> chunk.serverAddress = in.readString();
      case "server_port" -> chunk.serverPort = in.readInt();
      case "seq" -> chunk.seq = in.readLong();
      case "chunk" -> chunk.chunk = in.readInt();
      case "chunks" -> chunk.chunks = in.readInt();
      case "full" -> chunk.full = in.readBoolean();
      case "rows_total" -> in.readInt();
      case "read_start" -> chunk.readStart = in.readLong();
      case "read_end" -> chunk.readEnd = in.readLong();
      case "epoch" -> epoch(chunk);
      case "selection" -> chunk.selection = in.readLong();
      case "server_version" -> in.readString();
      case "timeline" -> chunk.timeline = optionalLong(0);
      case "role" -> chunk.role = ServerRole.values()[in.readEnum()];
      case "evictions_before" -> chunk.evictionsBefore = optionalLong(-1);
      case "evictions_after" -> chunk.evictionsAfter = optionalLong(-1);
      case "hidden_rows" -> chunk.hiddenRows = in.readInt();
      case "privilege_before" -> chunk.privilegeBefore = in.readString();
      case "privilege_after" -> chunk.privilegeAfter = in.readString();
      case "key_range" -> range(chunk);
      case "counters" -> chunk.counters = numbers();
      case "databases" -> chunk.databases = names("databases");
      case "users" -> chunk.users = names("users");
      case "rows" -> rows(chunk.rows, prefix);
      default -> throw unknown(name);
    }
  }

  private void epoch(RawChunk chunk) throws IOException {
    for (Schema.Field field : fields(EPOCH)) {
      switch (field.name()) {
        case "server_id" -> chunk.serverId = in.readString();
        case "counters_since" -> chunk.countersSince = optionalLong(0);
        case "server_start" -> chunk.serverStart = in.readLong();
        default -> throw unknown(field.name());
      }
    }
  }

  private void range(RawChunk chunk) throws IOException {
    if (!present()) {
      return;
    }
    chunk.ranged = true;
    for (Schema.Field field : fields(RANGE)) {
      switch (field.name()) {
        case "from" -> chunk.rangeFrom = optionalBytes();
        case "to" -> chunk.rangeTo = optionalBytes();
        default -> throw unknown(field.name());
      }
    }
  }

  private long optionalLong(long absent) throws IOException {
    return present() ? in.readLong() : absent;
  }

  private byte[] optionalBytes() throws IOException {
    if (!present()) {
      return null;
    }
    bytes = in.readBytes(bytes);
    return Arrays.copyOf(bytes.array(), bytes.limit());
  }

  private List<Integer> numbers() throws IOException {
    List<Integer> numbers = new ArrayList<>(Long.SIZE);
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        numbers.add(in.readInt());
      }
    }
    return numbers;
  }

  private List<String> names(String field) throws IOException, InvalidRecordException {
    List<String> names = new ArrayList<>();
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      long size = names.size() + block;
      FieldChecks.require(size <= MAX_NAMES, "number of " + field, size, "at most " + MAX_NAMES);
      for (long i = 0; i < block; i++) {
        names.add(in.readString());
      }
    }
    return names;
  }

  private void rows(List<RawChunk.Row> rows, byte[] prefix)
      throws IOException, InvalidRecordException {
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      long size = rows.size() + block;
      FieldChecks.require(size <= MAX_ROWS, "number of rows", size, "at most " + MAX_ROWS);
      for (long i = 0; i < block; i++) {
        rows.add(row(rows.size(), prefix));
      }
    }
  }

  /** Row objects are used again for the next chunk: what is kept of a row is its arrays. */
  private RawChunk.Row row(int index, byte[] prefix) throws IOException {
    if (index == spareRows.size()) {
      spareRows.add(new RawChunk.Row());
    }
    RawChunk.Row row = spareRows.get(index);
    for (Schema.Field field : fields(ROW)) {
      switch (field.name()) {
        case "key" -> key(row, prefix);
        case "query_id" -> row.queryId = shortText();
        case "database" -> row.database = in.readInt();
        case "user" -> row.user = in.readInt();
        case "nested" -> row.nested = in.readBoolean();
        case "origin" -> row.origin = optionalLong(0);
        case "values" -> values(row);
        default -> throw unknown(field.name());
      }
    }
    return row;
  }

  private String shortText() throws IOException {
    text = in.readString(text);
    return new String(text.getBytes(), 0, text.getByteLength(), StandardCharsets.UTF_8);
  }

  private void key(RawChunk.Row row, byte[] prefix) throws IOException {
    bytes = in.readBytes(bytes);
    row.keyLength = bytes.limit();
    row.key = null;
    if (row.keyLength > 0 && row.keyLength <= StatementKeyLayout.MAX_LENGTH) {
      row.key = Arrays.copyOf(prefix, prefix.length + row.keyLength);
      System.arraycopy(bytes.array(), 0, row.key, prefix.length, row.keyLength);
    }
  }

  /** Values beyond the number of counters a system may have are counted, not kept. */
  private void values(RawChunk.Row row) throws IOException {
    int count = 0;
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        long value = in.readLong();
        if (count < values.length) {
          values[count] = value;
        }
        count++;
      }
    }
    row.valueCount = count;
    row.values = Arrays.copyOf(values, Math.min(count, values.length));
  }

  private static IllegalStateException unknown(String field) {
    return new IllegalStateException(
        "field " + field + " of a statement poll chunk is not read; add it to ChunkReader");
  }
}
