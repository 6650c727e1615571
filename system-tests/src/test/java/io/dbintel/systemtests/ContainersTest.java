package io.dbintel.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.systemtests.process.Distribution;
import io.dbintel.systemtests.process.ServiceConfigs;
import io.dbintel.systemtests.process.ServiceProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The shipped agent against the vendors' own images. Needs Docker; what it shows is shown without
 * Docker by the exactness proof on embedded servers.
 */
class ContainersTest {

  @TempDir private Path directory;

  @BeforeEach
  void needsDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker here; ExactnessProofTest shows the same on embedded servers");
  }

  @Test
  void theAgentReadsAPostgresImageAndPublishesToAKafkaImage() throws Exception {
    try (KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.1");
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")) {
      postgres.setCommand(
          "postgres", "-c", "shared_preload_libraries=pg_stat_statements", "-c", "fsync=off");
      postgres.withDatabaseName("postgres");
      kafka.start();
      postgres.start();
      prepare(postgres);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.getBootstrapServers()))) {
        new TopicProvisioner(admin).createMissing(1, (short) 1);
      }
      ServiceProcess agent = agent(kafka, postgres);
      agent.start();
      try {
        assertThat(firstChunk(kafka.getBootstrapServers()).getRows()).isNotEmpty();
      } finally {
        agent.stop();
      }
    }
  }

  private static void prepare(PostgreSQLContainer postgres) throws Exception {
    try (Connection superuser =
            DriverManager.getConnection(
                postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
        Statement statement = superuser.createStatement()) {
      statement.execute("CREATE EXTENSION pg_stat_statements");
      statement.execute("CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor");
    }
  }

  private ServiceProcess agent(KafkaContainer kafka, PostgreSQLContainer postgres) {
    Path root = Path.of(System.getProperty("dbintel.root", "."));
    Path config =
        new ServiceConfigs(directory, kafka.getBootstrapServers())
            .agent(
                "agent",
                "containers/postgres",
                postgres.getHost(),
                postgres.getFirstMappedPort(),
                "queryStats:\n  interval: 1s\n");
    return new ServiceProcess("agent", Distribution.AGENT.command(root, config), directory);
  }

  private static StatementPollChunk firstChunk(String bootstrapServers) {
    TopicPartition raw = new TopicPartition(TopicCatalogue.RAW.name(), 0);
    try (KafkaConsumer<String, SpecificRecord> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new AvroDeserializer<SpecificRecord>(new BundledSchemaRegistry()))) {
      consumer.assign(List.of(raw));
      consumer.seekToBeginning(List.of(raw));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> chunkIn(consumer), chunk -> chunk != null);
    }
  }

  private static StatementPollChunk chunkIn(KafkaConsumer<String, SpecificRecord> consumer) {
    for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofMillis(200))) {
      if (record.value() instanceof StatementPollChunk chunk) {
        return chunk;
      }
    }
    return null;
  }
}
