package io.dbintel.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.junit.jupiter.api.Test;

class WireReaderTest {

  private final BundledSchemaRegistry registry = new BundledSchemaRegistry();
  private final WireReader reader = new WireReader(registry);

  @Test
  void findsTheSchemaAndDecodesWhatFollowsTheHeader() throws IOException {
    Command command = new Command("id-1", CommandKind.FORGET, "test", 1L, Map.of());
    byte[] value = new AvroSerializer<Command>(registry).serialize("dbintel.raw", command);

    assertThat(reader.writerSchema(value)).isEqualTo(Command.getClassSchema());
    assertThat(reader.writerSchema(value)).isSameAs(reader.writerSchema(value));
    BinaryDecoder decoder = reader.decoder(value, null);
    assertThat(decoder.readString()).isEqualTo("id-1");
    assertThat(reader.decoder(value, decoder).readString()).isEqualTo("id-1");
  }

  @Test
  void refusesOtherBytesAndUnknownSchemas() {
    assertThatThrownBy(() -> reader.writerSchema(new byte[] {1, 2}))
        .isInstanceOf(UndecodableRecordException.class);
    assertThatThrownBy(() -> reader.writerSchema(new byte[] {0, 0, 0, 0, 9, 1}))
        .isInstanceOf(UnknownSchemaException.class);
  }
}
