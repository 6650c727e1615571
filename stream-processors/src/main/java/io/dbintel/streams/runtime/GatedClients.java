package io.dbintel.streams.runtime;

import io.dbintel.schemas.signing.SignatureVerifier;
import io.dbintel.schemas.signing.SigningConfig;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The Kafka clients of Kafka Streams, with a {@link RecordGate} before each stream thread. */
public final class GatedClients implements KafkaClientSupplier {
  private final SchemaResolver schemas;
  private final SkipOrders skips;
  private final SigningConfig signing;
  private final UnaryOperator<Consumer<byte[], byte[]>> reading;

  /** Keeps records back until {@code schemas} has decided or {@code skips} has them. */
  public GatedClients(SchemaResolver schemas, SkipOrders skips, SigningConfig signing) {
    this(schemas, skips, signing, consumer -> consumer);
  }

  /** The same, with what {@code reading} puts before the consumer of each stream thread. */
  public GatedClients(
      SchemaResolver schemas,
      SkipOrders skips,
      SigningConfig signing,
      UnaryOperator<Consumer<byte[], byte[]>> reading) {
    this.schemas = schemas;
    this.skips = skips;
    this.signing = signing;
    this.reading = reading;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return RecordGate.before(
        reading.apply(plainConsumer(config)), schemas, skips, new SignatureVerifier(signing));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
