package io.dbintel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  @Test
  void keepsTopicsAndRecordsOverRestart(@TempDir Path directory) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, FreePort.find())) {
      produce(kafka, "before");
      kafka.restart();
      assertThat(firstRecord(kafka)).isEqualTo("before");
    }
    assertThat(directory).isNotEmptyDirectory();
  }

  @Test
  void stopsTwiceWithoutComplaint() {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    kafka.stop();
    kafka.close();
    assertThat(kafka.bootstrapServers()).startsWith("127.0.0.1:");
  }

  @Test
  void speaksTls(@TempDir Path directory) throws Exception {
    SelfSigned server = SelfSigned.create(directory, "server");
    String certificate = Files.readString(server.certificateFile());
    Map<String, String> ssl =
        Map.of(
            "ssl.keystore.type",
            "PEM",
            "ssl.keystore.certificate.chain",
            certificate,
            "ssl.keystore.key",
            Files.readString(server.keyFile()),
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.certificates",
            certificate);
    try (EmbeddedKafka kafka = EmbeddedKafka.startTls(ssl);
        Admin admin =
            Admin.create(
                Map.of(
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "security.protocol",
                    "SSL",
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.certificates",
                    certificate))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  private static void produce(EmbeddedKafka kafka, String value)
      throws ExecutionException, InterruptedException {
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(client);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>("t", value)).get();
    }
  }

  private static String firstRecord(EmbeddedKafka kafka) {
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
    }
  }
}
