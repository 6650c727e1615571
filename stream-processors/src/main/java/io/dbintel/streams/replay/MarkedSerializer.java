package io.dbintel.streams.replay;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes results with one more resource attribute, the id of the replay: among live results a
 * backend must not take them for these, nor add both up. Other records are written as they are.
 */
public final class MarkedSerializer<V> implements Serializer<V> {
  private final Serializer<V> plain;
  private final AvroDeserializer<SpecificRecord> written;
  private final AvroSerializer<SpecificRecord> marked;
  private final String id;

  /** Marks what {@code plain} writes with the replay's {@code id}. */
  public MarkedSerializer(Serializer<V> plain, SchemaRegistry registry, String id) {
    this.plain = plain;
    this.written = new AvroDeserializer<>(registry);
    this.marked = new AvroSerializer<>(registry);
    this.id = id;
  }

  @Override
  public byte[] serialize(String topic, V value) {
    return serialize(topic, null, value);
  }

  @Override
  public byte[] serialize(String topic, Headers headers, V value) {
    byte[] bytes = plain.serialize(topic, headers, value);
    if (bytes == null) {
      return null;
    }
    SpecificRecord record = written.deserialize(topic, bytes);
    ResultResource resource = resource(record);
    if (resource == null) {
      return bytes;
    }
    Map<String, String> attributes = new TreeMap<>(resource.getAttributes());
    attributes.put(ReplayScope.ATTRIBUTE, id);
    resource.setAttributes(attributes);
    return marked.serialize(topic, headers, record);
  }

  private static ResultResource resource(SpecificRecord record) {
    if (record instanceof ResultEvent event) {
      return event.getResource();
    }
    return record instanceof ResultMetrics metrics ? metrics.getResource() : null;
  }
}
