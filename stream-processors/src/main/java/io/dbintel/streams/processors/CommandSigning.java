package io.dbintel.streams.processors;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.topic.TopicCatalogue;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Encodes the commands that the topology writes into the raw log, and signs them as agents do. */
public final class CommandSigning extends ContextualProcessor<String, Command, String, byte[]> {
  private final AvroSerializer<Command> serializer;
  private final RecordSigner signer;

  /** Signs with {@code signer}. */
  public CommandSigning(SchemaRegistry registry, RecordSigner signer) {
    this.serializer = new AvroSerializer<>(registry);
    this.signer = signer;
  }

  @Override
  public void process(Record<String, Command> record) {
    Headers headers = new RecordHeaders();
    byte[] value = serializer.serialize(TopicCatalogue.RAW.name(), headers, record.value());
    signer.sign(headers, record.key(), record.timestamp(), value);
    context().forward(new Record<>(record.key(), value, record.timestamp(), headers));
  }
}
