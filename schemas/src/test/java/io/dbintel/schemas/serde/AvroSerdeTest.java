package io.dbintel.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.registry.UnknownSchemaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

  private static final String TOPIC = "dbintel.raw";

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final AvroSerde<SpecificRecord> serde = new AvroSerde<>(registry);

  @Property(tries = 200)
  void whatIsWrittenIsRead(
      @ForAll String id, @ForAll long issuedAt, @ForAll Map<String, String> arguments) {
    Command command = new Command(id, CommandKind.FULL_POLL, "operator", issuedAt, arguments);
    byte[] bytes = serde.serializer().serialize(TOPIC, command);
    assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(command);
  }

  @Property(tries = 500)
  void arbitraryBytesAreRejectedOrRead(@ForAll byte[] bytes) {
    byte[] value = serde.serializer().serialize(TOPIC, command());
    System.arraycopy(bytes, 0, value, 5, Math.min(bytes.length, value.length - 5));
    try {
      assertThat(serde.deserializer().deserialize(TOPIC, value)).isInstanceOf(Command.class);
    } catch (UndecodableRecordException e) {
      assertThat(e).hasMessageContaining("Command");
    }
  }

  @Test
  void writesTheRecordClassToAHeader() {
    RecordHeaders headers = new RecordHeaders();
    serde.serializer().serialize(TOPIC, headers, command());
    serde.serializer().serialize(TOPIC, headers, command());
    assertThat(headers.headers(WireFormat.SCHEMA_HEADER))
        .singleElement()
        .satisfies(header -> assertThat(new String(header.value())).isEqualTo("Command"));
  }

  @Test
  void nullStaysNull() {
    assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
    assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
  }

  @Test
  void rejectsWhatIsNotInTheWireFormat() {
    assertUndecodable(new byte[] {0, 1}, "2 bytes");
    assertUndecodable(new byte[] {7, 0, 0, 0, 0, 0}, "first byte of the value is 7");
    byte[] good = serde.serializer().serialize(TOPIC, command());
    assertUndecodable(Arrays.copyOf(good, good.length + 1), "bytes remain after");
    assertUndecodable(Arrays.copyOf(good, good.length - 3), "Command");
  }

  @Test
  void reportsAnUnknownId() {
    assertThatThrownBy(
            () -> serde.deserializer().deserialize(TOPIC, new byte[] {0, (byte) 0x80, 0, 0, 1}))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("0x80000001");
  }

  @Test
  void rejectsARecordOfAnotherProduct() {
    Schema foreign = SchemaBuilder.record("Foreign").namespace("elsewhere").fields().endRecord();
    int id = registry.register("s", foreign);
    byte[] value = {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
    assertUndecodable(value, "elsewhere.Foreign");
  }

  @Test
  void incrementOfTheFirstReleaseSaysNothingOfWhatIsBilled() throws IOException {
    Schema released =
        new Schema.Parser()
            .parse(Path.of("src/test/resources/released/0.1/TenantUsage.avsc").toFile());
    GenericRecord old = new GenericData.Record(released);
    old.put("usage_id", "id");
    old.put("instance", "acme/orders");
    old.put("day", 1L);
    old.put("raw_records", 2L);
    old.put("raw_bytes", 3L);
    old.put("result_records", 4L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, registry.register(TOPIC, released));
    out.write(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(released).write(old, encoder);
    encoder.flush();

    BilledBytes nothing = new BilledBytes(0L, 0L, 0L, 0L, 0L);
    assertThat(serde.deserializer().deserialize(TOPIC, out.toByteArray()))
        .isEqualTo(new TenantUsage("id", "acme/orders", 1L, 2L, 3L, 4L, nothing, nothing, 0L));
  }

  private void assertUndecodable(byte[] value, String message) {
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, value))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining(message);
  }

  private static Command command() {
    return new Command("id", CommandKind.FORGET, "operator", 1L, Map.of("k", "v"));
  }
}
