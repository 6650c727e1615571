package io.dbintel.streams.validation;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.serde.WireReader;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.model.Keys;
import io.dbintel.streams.records.StatementChunk;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.statements.StatementKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class StatementChunkDecoderTest {
  private static final String TOPIC = "dbintel.raw";
  private static final String INSTANCE = "acme/orders";

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final RecordValidator validator =
      new RecordValidator(registry, new ValidationConfig(ByteSize.parse("2MB")));

  @Test
  void givesKeysBehindTheInstanceHashAndDenseValues() throws InvalidRecordException {
    StatementRow row = row(-7, List.of(5L, 6L, 7L));
    row.setOrigin(99L);
    row.setNested(true);
    StatementChunk chunk = decode(full(3, 100, row));

    assertThat(chunk.counters()).isEqualTo(1L << 1 | 1L << 3 | 1L << 4);
    assertThat(chunk.header().read().seq()).isEqualTo(3);
    assertThat(chunk.header().epoch().countersSince()).isEqualTo(1);
    assertThat(chunk.header().privilegeBefore()).isEqualTo("all");
    assertThat(chunk.range()).isNotNull();
    var decoded = chunk.rows().get(0);
    byte[] key = new byte[17];
    Keys.postgresql(5, -7, 10, true).get(key);
    assertThat(decoded.key()).isEqualTo(StatementKey.of(InstanceHash.of(INSTANCE), key));
    assertThat(decoded.values()).containsExactly(5, 6, 7);
    assertThat(decoded.queryId()).isEqualTo("-7");
    assertThat(decoded.origin()).isEqualTo(99);
    assertThat(decoded.nested()).isTrue();
  }

  @Test
  void ordersValuesByCounterNumberAndLeavesUnknownCountersOut() throws InvalidRecordException {
    StatementPollChunk sent = partial(1, 100, row(1, List.of(40L, 60L, 10L)));
    sent.setCounters(List.of(4, 60, 1));

    StatementChunk chunk = decode(sent);

    assertThat(chunk.counters()).isEqualTo(1L << 1 | 1L << 4);
    assertThat(chunk.rows().get(0).values()).containsExactly(10, 40);
  }

  @Test
  void sortsRowsAndDropsRepetitions() throws InvalidRecordException {
    RecordValidator.Result result =
        validate(full(1, 100, row(3, 1), row(1, 1), row(3, 2), row(2, 1)));

    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.index()).isEqualTo(2);
              assertThat(problem.problem()).isEqualTo("its key is duplicated");
            });
    StatementChunk chunk = ((Validated.Statements) result.record()).chunk();
    assertThat(chunk.rows()).extracting(row -> row.queryId()).containsExactly("1", "2", "3");
    assertThat(chunk.rows().get(2).values()[0]).isEqualTo(1);
  }

  @Test
  void rowWithAKnownKeyAndBadValuesIsThereButUnreadable() throws InvalidRecordException {
    StatementRow negative = row(1, List.of(1L, -2L, 3L));
    StatementRow missing = row(2, List.of(1L));
    StatementRow origin = row(3, 1);
    origin.setOrigin(-1L);
    StatementRow database = row(4, 1);
    database.setDatabase(1);
    StatementRow user = row(5, 1);
    user.setUser(-2);
    StatementRow queryId = row(6, 1);
    queryId.setQueryId("jane@example.org said \"hello\"");
    RecordValidator.Result result =
        validate(full(1, 100, negative, missing, origin, database, user, queryId, row(7, 1)));

    assertThat(result.problems())
        .extracting(RowProblem::problem)
        .containsExactly(
            "rows is -2; expected 0 or more",
            "has 1 values; expected 3",
            "origin is -1; expected µs since the epoch",
            "database is 1; expected -1 to 0",
            "user is -2; expected -1 to 0",
            "query_id is a text of 29 characters; expected at most 128 without spaces and"
                + " quotation marks");
    StatementChunk chunk = ((Validated.Statements) result.record()).chunk();
    assertThat(chunk.rows())
        .extracting(row -> row.readable())
        .containsExactly(false, false, false, false, false, false, true);
    assertThat(chunk.range()).isNotNull();
  }

  @Test
  void rowWithoutAValidKeyMakesTheChunkIncomplete() throws InvalidRecordException {
    StatementRow longKey = row(1, 1);
    longKey.setKey(ByteBuffer.allocate(65));
    StatementRow shortKey = row(2, 1);
    shortKey.setKey(ByteBuffer.allocate(11));
    StatementRow empty = row(3, 1);
    empty.setKey(ByteBuffer.allocate(0));
    RecordValidator.Result result = validate(full(1, 100, longKey, shortKey, empty, row(4, 1)));

    assertThat(result.problems())
        .extracting(RowProblem::problem)
        .containsExactly(
            "key has 65 bytes; expected 12 to 64",
            "key has 11 bytes; expected 12 to 64",
            "key has 0 bytes; expected 12 to 64");
    StatementChunk chunk = ((Validated.Statements) result.record()).chunk();
    assertThat(chunk.rows()).hasSize(1);
    assertThat(chunk.header().full()).isTrue();
    assertThat(chunk.range()).isNull();
  }

  @Test
  void rowOutsideTheRangeIsLeftOut() throws InvalidRecordException {
    StatementPollChunk sent = full(1, 100, row(1, 1), row(9, 1));
    sent.setKeyRange(new StatementKeyRange(null, Keys.postgresql(5, 9, 10, true)));
    RecordValidator.Result result = validate(sent);

    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.problem()).isEqualTo("key is outside the chunk's key_range"));
    assertThat(((Validated.Statements) result.record()).chunk().range()).isNull();
  }

  @Test
  void refusesHeadersThatCannotBe() {
    refused(chunk -> chunk.setCounters(List.of(1, 3, 1)), "duplicated number in counters is 1");
    refused(
        chunk -> chunk.setCounters(List.of(1, 64, 2)),
        "a number in counters is 64; expected 0 to 63");
    refused(chunk -> chunk.setChunk(1), "chunk is 1; expected 0 to 0");
    refused(chunk -> chunk.setChunks(0), "chunks is 0; expected 1 to 65536");
    refused(chunk -> chunk.setKeyRange(null), "key_range is absent and full is true");
    refused(chunk -> chunk.setReadEnd(1L), "read_end is 1; expected not before read_start");
    refused(chunk -> chunk.setEpoch(new CounterEpoch("7", -1L, 1L)), "epoch.counters_since is -1");
    refused(chunk -> chunk.setPrivilegeAfter("x".repeat(201)), "length of privilege_after is 201");
    refused(chunk -> chunk.setHiddenRows(-1), "hidden_rows is -1; expected 0 or more");
    refused(chunk -> chunk.setSeq(-1L), "seq is -1; expected 0 or more");
  }

  @Test
  void unknownSystemIsNamedOnlyWhenItLooksLikeOne() {
    assertRefused(chunk -> chunk.setSystem("cobol_db"), "unknown_system", "system is cobol_db;");
    assertRefused(
        chunk -> chunk.setSystem("Jane's \"secret\""),
        "unknown_system",
        "system is a text of 15 characters;");
    assertRefused(chunk -> chunk.setSystem("product"), "unknown_system", "system is product;");
  }

  @Test
  void readsWhatOlderAndNewerReleasesWrote() throws Exception {
    StatementPollChunk sent = full(3, 100, row(1, 5), row(2, 6));
    Schema writer = evolved();
    int id = registry.register("dbintel.raw-evolved", writer);
    GenericRecord record = new GenericData.Record(writer);
    for (Schema.Field field : writer.getFields()) {
      if (!field.name().equals("novelty")) {
        record.put(field.name(), sent.get(field.name()));
      }
    }
    record.put("novelty", "something new");

    Validated.Statements read =
        (Validated.Statements) validator.validate(TOPIC, INSTANCE, bytes(id, record)).record();

    assertThat(read.chunk().rows()).hasSize(2);
    assertThat(read.chunk().rows().get(1).values()).containsExactly(6, 6, 6_000_000);
    assertThat(read.chunk().header().evictionsAfter()).isEqualTo(-1);
  }

  /** The schema without a field that this release has, with one that it has not, in other order. */
  private static Schema evolved() {
    Schema now = StatementPollChunk.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("novelty", Schema.create(Schema.Type.STRING), null, null));
    for (Schema.Field field : now.getFields()) {
      if (!field.name().equals("evictions_after")) {
        fields.add(0, new Schema.Field(field, field.schema()));
      }
    }
    return Schema.createRecord(now.getName(), null, now.getNamespace(), false, fields);
  }

  private static byte[] bytes(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  @Test
  void damagedBytesAreRefusedAndTheNextChunkIsRead() throws InvalidRecordException {
    byte[] good = bytes(full(1, 100, row(1, 1), row(2, 2)));
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
      for (int at = 5; at < damaged.length && random.nextInt(4) > 0; ) {
        at += random.nextInt(40);
        if (at < damaged.length) {
          damaged[at] = (byte) random.nextInt();
        }
      }
      try {
        validator.validate(TOPIC, INSTANCE, damaged);
      } catch (InvalidRecordException e) {
        assertThat(e.reason()).isIn("undecodable", "invalid_field", "unknown_system");
      }
    }
    assertThat(validator.validate(TOPIC, INSTANCE, good).problems()).isEmpty();
  }

  /** Bytes of the schema that this version has are read without Avro's resolution. */
  @Test
  void readsTheSameWithAndWithoutResolution() {
    Schema same = StatementPollChunk.getClassSchema();
    Schema other = new Schema.Parser().parse(same.toString());
    other.addProp("written-by", "another version");
    assertThat(other).isNotEqualTo(same);
    StatementPollChunk sent = full(1, 100, row(1, 1), row(2, 2));
    sent.setEvictionsAfter(7L);
    sent.getRows().get(0).setOrigin(5L);
    byte[] good = bytes(sent);
    Random random = new Random(11);
    int read = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] value = good.clone();
      if (i > 0) {
        value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt(8);
      }
      String outcome = read(same, value);
      assertThat(outcome).as("change %d", i).isEqualTo(read(other, value));
      read += outcome.equals("refused") ? 0 : 1;
    }
    assertThat(read).isBetween(100, 2_900);
  }

  private String read(Schema writer, byte[] value) {
    byte[] prefix = InstanceHash.of(INSTANCE);
    try {
      RawChunk chunk = new ChunkReader(new WireReader(registry)).read(writer, value, prefix);
      StringBuilder seen = new StringBuilder();
      seen.append(chunk.system).append(chunk.seq).append(chunk.timeline).append(chunk.role);
      seen.append(chunk.evictionsBefore).append(chunk.evictionsAfter).append(chunk.ranged);
      seen.append(chunk.countersSince).append(chunk.counters).append(chunk.databases);
      for (RawChunk.Row row : chunk.rows) {
        seen.append(Arrays.toString(row.key)).append(row.queryId).append(row.database);
        seen.append(row.nested).append(row.origin).append(Arrays.toString(row.values));
      }
      return seen.toString();
    } catch (InvalidRecordException | IOException | RuntimeException e) {
      return "refused";
    }
  }

  private void refused(Consumer<StatementPollChunk> change, String message) {
    assertRefused(change, "invalid_field", message);
  }

  private void assertRefused(Consumer<StatementPollChunk> change, String reason, String message) {
    StatementPollChunk chunk = full(1, 100, row(1, 1));
    change.accept(chunk);
    assertThatThrownBy(() -> validate(chunk))
        .isInstanceOfSatisfying(
            InvalidRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private StatementChunk decode(StatementPollChunk chunk) throws InvalidRecordException {
    RecordValidator.Result result = validate(chunk);
    assertThat(result.problems()).isEmpty();
    return ((Validated.Statements) result.record()).chunk();
  }

  private RecordValidator.Result validate(StatementPollChunk chunk) throws InvalidRecordException {
    return validator.validate(TOPIC, INSTANCE, bytes(chunk));
  }

  private byte[] bytes(StatementPollChunk chunk) {
    return new AvroSerializer<StatementPollChunk>(registry).serialize(TOPIC, chunk);
  }
}
