package io.dbintel.streams.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.schemas.serde.EncodedRecordSerializer;
import io.dbintel.schemas.serde.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Reads encoded events, and checks that Avro's encoder would have given the same bytes. */
final class Decoded {
  private static final SchemaRegistry REGISTRY = new BundledSchemaRegistry();
  private static final int HEADER = 5;

  private Decoded() {}

  static ResultEvent event(EncodedRecord encoded) {
    byte[] wire = new EncodedRecordSerializer(REGISTRY).serialize("dbintel.events", encoded);
    try {
      ResultEvent event = read(wire);
      assertThat(write(event))
          .as("what Avro's encoder gives for %s", event)
          .isEqualTo(Arrays.copyOfRange(wire, HEADER, wire.length));
      return event;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the order of the attributes. */
  private static ResultEvent read(byte[] wire) throws IOException {
    WireReader reader = new WireReader(REGISTRY);
    BinaryDecoder decoder = reader.decoder(wire, null);
    SpecificData data = new SpecificData();
    // It makes its maps itself.
    data.setFastReaderEnabled(false);
    SpecificDatumReader<ResultEvent> events =
        new SpecificDatumReader<>(reader.writerSchema(wire), ResultEvent.getClassSchema(), data) {
          @Override
          protected Object newMap(Object old, int size) {
            return new LinkedHashMap<>();
          }
        };
    ResultEvent event = events.read(null, decoder);
    assertThat(decoder.isEnd()).as("nothing follows the event").isTrue();
    return event;
  }

  private static byte[] write(ResultEvent event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<>(ResultEvent.class).write(event, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
