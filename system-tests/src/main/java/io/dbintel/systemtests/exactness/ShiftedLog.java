package io.dbintel.systemtests.exactness;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The records of an instance, told by another instance at another time. */
final class ShiftedLog {

  /** Since when something counts or runs, database clock. */
  private static final Set<String> ORIGINS =
      Set.of("server_start", "counters_since", "origin", "session_start");

  private static final Set<String> MOMENTS =
      Set.of(
          "read_start",
          "read_end",
          "read_time",
          "query_start",
          "transaction_start",
          "state_change",
          "scheduled_at");

  private final AvroDeserializer<SpecificRecord> decoder =
      new AvroDeserializer<>(new BundledSchemaRegistry());
  private final AvroSerializer<SpecificRecord> encoder =
      new AvroSerializer<>(new BundledSchemaRegistry());
  private final RecordedLog log;
  private final String source;

  /**
   * @param log the raw log
   * @param source instance whose records are taken
   */
  ShiftedLog(RecordedLog log, String source) {
    this.log = log;
    this.source = source;
  }

  /**
   * What was there before the recording began is older: a server with a long life.
   *
   * @param instance instance id of the copy
   */
  List<ConsumerRecord<byte[], byte[]>> aged(String instance, Duration age) {
    long begin = records().stream().mapToLong(ConsumerRecord::timestamp).min().orElse(0) * 1_000;
    long shift = age.toNanos() / 1_000;
    return copies(
        instance,
        Duration.ZERO,
        value -> value != 0 && value < begin ? value - shift : value,
        value -> value);
  }

  /** Everything happened at another time. */
  List<ConsumerRecord<byte[], byte[]>> moved(String instance, Duration by) {
    long micros = by.toNanos() / 1_000;
    LongUnaryOperator shift = value -> value == 0 ? 0 : value + micros;
    return copies(instance, by, shift, shift);
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    return log.records().stream()
        .filter(record -> record.topic().equals(TopicCatalogue.RAW.name()))
        .filter(record -> source.equals(new String(record.key(), StandardCharsets.UTF_8)))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> copies(
      String instance, Duration by, LongUnaryOperator origins, LongUnaryOperator moments) {
    List<ConsumerRecord<byte[], byte[]>> copies = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records()) {
      SpecificRecord value = decoder.deserialize(record.topic(), record.value());
      change(value, origins, moments);
      RecordHeaders headers = new RecordHeaders(record.headers().toArray());
      byte[] key = instance.getBytes(StandardCharsets.UTF_8);
      byte[] bytes = encoder.serialize(record.topic(), headers, value);
      copies.add(
          new ConsumerRecord<>(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp() + by.toMillis(),
              TimestampType.CREATE_TIME,
              key.length,
              bytes.length,
              key,
              bytes,
              headers,
              Optional.empty()));
    }
    return copies;
  }

  private static void change(Object value, LongUnaryOperator origins, LongUnaryOperator moments) {
    if (value instanceof List<?> list) {
      list.forEach(element -> change(element, origins, moments));
    } else if (value instanceof IndexedRecord record) {
      for (Schema.Field field : record.getSchema().getFields()) {
        Object content = record.get(field.pos());
        if (content instanceof Long number && ORIGINS.contains(field.name())) {
          record.put(field.pos(), origins.applyAsLong(number));
        } else if (content instanceof Long number && MOMENTS.contains(field.name())) {
          record.put(field.pos(), moments.applyAsLong(number));
        } else {
          change(content, origins, moments);
        }
      }
    }
  }
}
