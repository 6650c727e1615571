package io.dbintel.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.KafkaSchemaTopic;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicsCommandTest {

  private static final int ALL = TopicCatalogue.all().size();

  private static EmbeddedKafka kafka;
  private static Map<String, Object> client;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
    client = Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  @Order(1)
  void checkNamesEveryMissingTopicAndTheFix() {
    assertThat(topics("check", "--bootstrap-servers", kafka.bootstrapServers())).isEqualTo(1);
    assertThat(out.toString())
        .contains("ERROR dbintel.raw: found no such topic")
        .contains("dbintel topics create")
        .contains(ALL + " errors");
  }

  @Test
  @Order(2)
  void aRegistryWithoutItsTopicSaysHowToMakeIt() {
    Schema schema = SchemaBuilder.record("R").fields().endRecord();
    Map<String, Object> impatient =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", "500");
    try (SchemaRegistry registry = SchemaRegistries.of(SchemaRegistryConfig.bundled(), impatient)) {
      Assertions.assertThatThrownBy(() -> registry.register("s", schema))
          .isInstanceOf(SchemaRegistryException.class)
          .hasMessageContaining("dbintel topics create");
    }
  }

  @Test
  @Order(3)
  void createMakesWhatIsMissingOnce() {
    String[] create = {
      "create", "--bootstrap-servers", kafka.bootstrapServers(), "--partitions", "4"
    };
    assertThat(topics(create)).isZero();
    assertThat(out.toString()).contains("created dbintel.raw").contains(ALL + " topics created, 0");
    assertThat(topics(create)).isZero();
    assertThat(out.toString()).contains("0 topics created, " + ALL + " already existed");
  }

  @Test
  @Order(4)
  void checkAcceptsWhatCreateMade() {
    assertThat(topics("check", "--bootstrap-servers", kafka.bootstrapServers())).isZero();
    assertThat(out.toString()).contains("0 errors").contains("1 replicas on 1 brokers");
  }

  @Test
  @Order(5)
  void schemasTravelOverTheirTopic() {
    Schema newer = SchemaBuilder.record("Newer").namespace("x").fields().endRecord();
    int id;
    try (SchemaRegistry producer = new BundledSchemaRegistry(new KafkaSchemaTopic(client))) {
      id = producer.register("dbintel.raw-x.Newer", newer);
      assertThat(producer.register("dbintel.raw-x.Newer", newer)).isEqualTo(id);
    }
    try (SchemaRegistry consumer = new BundledSchemaRegistry(new KafkaSchemaTopic(client))) {
      assertThat(consumer.byId(id)).isEqualTo(newer);
    }
    assertThat(id).isNegative();
    assertThat(new BundledSchemaRegistry().register("s", Command.getClassSchema())).isNegative();
  }

  @Test
  @Order(6)
  void checkSeesWrongSettingsAndPartitions() throws Exception {
    try (Admin admin = Admin.create(client)) {
      ConfigResource raw = new ConfigResource(ConfigResource.Type.TOPIC, "dbintel.raw");
      AlterConfigOp compact =
          new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET);
      AlterConfigOp early =
          new AlterConfigOp(
              new ConfigEntry("message.timestamp.before.max.ms", "1000"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(raw, List.of(compact, early))).all().get();
      admin.deleteTopics(List.of("dbintel.events")).all().get();
      admin.createTopics(List.of(new NewTopic("dbintel.events", 3, (short) 1))).all().get();
    }
    // a topic just created again is not known everywhere at once
    Awaitility.await().untilAsserted(this::checkNamesAllThree);
  }

  private void checkNamesAllThree() {
    assertThat(topics("check", "--bootstrap-servers", kafka.bootstrapServers())).isEqualTo(1);
    assertThat(out.toString())
        .contains("cleanup.policy=compact; expected delete")
        .contains("message.timestamp.before.max.ms=1000")
        .contains("dbintel.events: found 3 partitions; expected 4, as dbintel.raw has");
  }

  @Test
  void listNamesEveryTopic() {
    assertThat(topics("list")).isZero();
    TopicCatalogue.all().forEach(topic -> assertThat(out.toString()).contains(topic.name()));
  }

  @Test
  void aClusterThatIsAwayIsOneLine() {
    StringWriter err = new StringWriter();
    CommandLine command =
        TopicsCommand.commandLine().setErr(new PrintWriter(err, true)).setOut(printer());
    int exit =
        command.execute(
            "check", "--bootstrap-servers", "127.0.0.1:1", "--command-config", impatient());
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("dbintel topics: no broker answered; check --bootstrap-servers");
  }

  private static String impatient() {
    try {
      java.nio.file.Path file = java.nio.file.Files.createTempFile("client", ".properties");
      file.toFile().deleteOnExit();
      java.nio.file.Files.writeString(file, "default.api.timeout.ms=800\nrequest.timeout.ms=500\n");
      return file.toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private int topics(String... arguments) {
    return TopicsCommand.commandLine().setOut(printer()).execute(arguments);
  }

  private PrintWriter printer() {
    return new PrintWriter(out, true);
  }
}
