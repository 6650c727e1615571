package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.schemas.avro.AuditEntry;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What a person's order about a circuit leaves in a real broker. */
class CircuitOrdersIntegrationTest {

  @Test
  void anOrderIsInTheAuditWithItsReasonAndInTheLog() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        new TopicProvisioner(admin).createMissing(1, (short) 1);
      }
      for (String kind : List.of("circuit-open", "circuit-close", "circuit-reset")) {
        order(kafka, kind, "--instance", "acme/orders");
      }
      order(kafka, "circuit-open", "--tenant", "acme");

      assertThat(values(kafka, TopicCatalogue.AUDIT.name()))
          .extracting(value -> (AuditEntry) value)
          .extracting(
              entry ->
                  entry.getAction()
                      + " "
                      + entry.getSubject()
                      + " "
                      + entry.getDetails().get("reason"))
          .containsExactly(
              "circuit_open acme/orders migration",
              "circuit_close acme/orders migration",
              "circuit_reset acme/orders migration",
              "circuit_open acme migration");
      assertThat(values(kafka, TopicCatalogue.RAW.name()))
          .extracting(value -> ((Command) value).getKind())
          .containsExactly(
              CommandKind.CIRCUIT_OPEN,
              CommandKind.CIRCUIT_CLOSE,
              CommandKind.CIRCUIT_RESET,
              CommandKind.CIRCUIT_OPEN);
    }
  }

  private static void order(EmbeddedKafka kafka, String kind, String target, String name) {
    assertThat(
            ProcessorsCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                    "command",
                    kind,
                    target,
                    name,
                    "--argument",
                    "reason=migration",
                    "--bootstrap-servers",
                    kafka.bootstrapServers()))
        .isZero();
  }

  private static List<SpecificRecord> values(EmbeddedKafka kafka, String topic) {
    List<SpecificRecord> values = new ArrayList<>();
    try (KafkaConsumer<String, SpecificRecord> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new AvroDeserializer<SpecificRecord>(new BundledSchemaRegistry()))) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partitions.get(0));
      while (consumer.position(partitions.get(0)) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
