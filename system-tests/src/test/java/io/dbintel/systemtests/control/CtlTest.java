package io.dbintel.systemtests.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.CollectorAgent;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.ctl.CtlCommand;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.hash.Digest;
import io.dbintel.schemas.avro.AuditEntry;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.StreamProcessors;
import io.dbintel.systemtests.process.ServiceConfigs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code dbintel ctl} against real processors, an agent and a PostgreSQL. */
class CtlTest {

  private static final String INSTANCE = "acme/orders";
  private static final String VIEWER = "viewer-0123456789abcdefghij";
  private static final String ADMIN = "admin-0123456789abcdefghijk";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static EmbeddedKafka kafka;
  private static EmbeddedPostgres postgres;
  private static StreamProcessors processors;
  private static CollectorAgent agent;
  private static Path agentFile;

  private record Run(int exitCode, String out, String err) {}

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicProvisioner(admin).createMissing(1, (short) 1);
    }
    postgres = EmbeddedPostgres.builder().start();
    postgres.execute("create role dbintel login password 'dbintel' in role pg_monitor");
    // neither the agent nor the comparison is counted: two reads of an idle database are alike
    postgres.execute("alter role dbintel set pg_stat_statements.track = 'none'");
    postgres.execute("create table orders as select generate_series(1, 1000) as id");
    ServiceConfigs configs = new ServiceConfigs(directory, kafka.bootstrapServers());
    agentFile =
        configs.agent(
            "agent",
            INSTANCE,
            "localhost",
            postgres.port(),
            "queryStats: {interval: 300ms}\nsessions: {interval: 300ms}\n");
    Path processorsFile = configs.processors(1);
    Files.writeString(processorsFile, tokens(), StandardOpenOption.APPEND);
    processors =
        new StreamProcessors(ConfigLoader.load(ProcessorsConfig.class, List.of(processorsFile)));
    processors.start();
    agent = new CollectorAgent(ConfigLoader.load(AgentConfig.class, List.of(agentFile)));
    agent.start();
    awaitOut(out -> out.contains("postgresql  closed"), "instances");
  }

  private static String tokens() {
    return """
    admin:
      port: 0
      tokens:
        - {name: ann, role: viewer, sha256: %s}
        - {name: bob, role: admin, sha256: %s}
    """
        .formatted(hash(VIEWER), hash(ADMIN));
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Digest.of(token).bytes());
  }

  @AfterAll
  static void stop() {
    agent.close();
    processors.close();
    postgres.close();
    kafka.close();
  }

  private static Run ctl(String token, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        CtlCommand.commandLine(
            Map.of(
                "DBINTEL_ADMIN_URL",
                "http://localhost:" + processors.adminPort(),
                "DBINTEL_ADMIN_TOKEN",
                token));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private static String awaitOut(Predicate<String> expected, String... arguments) {
    String[] last = {""};
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Run run = ctl(VIEWER, arguments);
              last[0] = run.out();
              assertThat(run.exitCode()).as(run.err()).isZero();
              assertThat(run.out()).matches(expected);
            });
    return last[0];
  }

  @Test
  void whatRunsIsSeen() throws Exception {
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement()) {
      awaitOut(
          out -> {
            execute(statement, "select count(*) from orders where id > 17");
            return out.contains("from orders where id > ");
          },
          "top",
          INSTANCE);
      assertThat(ctl(VIEWER, "circuits").out()).contains(INSTANCE + "  closed");
      assertThat(ctl(VIEWER, "circuit", "show", INSTANCE).out()).contains("threshold");
      assertThat(ctl(VIEWER, "sampling", INSTANCE).out()).contains("statements");
      assertThat(ctl(VIEWER, "ledger", INSTANCE).out()).contains("yes").doesNotContain("NO");
      assertThat(ctl(VIEWER, "budgets").exitCode()).isZero();
      assertThat(ctl(VIEWER, "instances", "--json").out()).contains("\"last_read\":\"20");
    }
  }

  private static void execute(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoBlocksWhomIsATree() throws Exception {
    try (Connection holder = postgres.connection("postgres");
        Connection waiting = postgres.connection("postgres");
        Statement lock = holder.createStatement();
        Statement query = waiting.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table orders in access exclusive mode");
      Thread waiter =
          new Thread(() -> execute(query, "select max(id) from orders"), "waits-for-a-lock");
      waiter.start();
      String out = awaitOut(lines -> lines.contains("└─ "), "blocking", INSTANCE);
      assertThat(out).contains("[Lock:relation").contains("select max(id) from orders");
      assertThat(ctl(VIEWER, "sessions", INSTANCE).out()).contains("Lock:relation");
      holder.rollback();
      waiter.join();
    }
  }

  @Test
  void ordersTakeEffectAndAreInTheAuditUnderTheNameOfTheToken() {
    Run refused = ctl(VIEWER, "circuit", "open", INSTANCE, "--reason", "try");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("operator").contains("higher role");
    String[] set = {"sampling", INSTANCE, "--rate", "0.25", "--for", "5m", "--reason", "busy"};
    assertThat(ctl(ADMIN, set).err()).isEmpty();
    awaitOut(out -> out.contains("override 25 % until"), "sampling", INSTANCE);
    assertThat(ctl(ADMIN, "sampling", INSTANCE, "--end", "--reason", "over").exitCode()).isZero();
    awaitOut(out -> !out.contains("override"), "sampling", INSTANCE);
    assertThat(ctl(ADMIN, "full-poll", INSTANCE, "--reason", "check").exitCode()).isZero();
    assertThat(auditEntries())
        .extracting(entry -> entry.getActor() + " " + entry.getAction())
        .contains("ann refused", "bob sampler_override", "bob full_poll");
  }

  private static List<AuditEntry> auditEntries() {
    TopicPartition audit = new TopicPartition(TopicCatalogue.AUDIT.name(), 0);
    List<AuditEntry> entries = new ArrayList<>();
    try (KafkaConsumer<String, AuditEntry> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new AvroDeserializer<AuditEntry>(new BundledSchemaRegistry()))) {
      consumer.assign(List.of(audit));
      consumer.seekToBeginning(List.of(audit));
      long end = consumer.endOffsets(List.of(audit)).get(audit);
      while (consumer.position(audit) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> entries.add(record.value()));
      }
    }
    return entries;
  }

  @Test
  void anUnknownInstanceAndAnUnknownTokenAreTold() {
    Run unknown = ctl(VIEWER, "top", "acme/order");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("did you mean acme/orders?");
    assertThat(ctl("another-token-0123456789", "instances").err()).contains("admin-token");
  }

  @Test
  void theLedgerOfAnIdleDatabaseIsExactlyEqual() throws Exception {
    String[] compare = {
      "ledger", INSTANCE, "--compare", "--agent-config", agentFile.toString(), "--for", "2s"
    };
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Run idle = ctl(VIEWER, compare);
              assertThat(idle.exitCode()).as(idle.err() + idle.out()).isZero();
              assertThat(idle.out()).contains("exactly equal").contains("Nothing else is possible");
            });
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement()) {
      AtomicBoolean over = new AtomicBoolean();
      Thread load =
          new Thread(
              () -> {
                while (!over.get()) {
                  execute(statement, "select count(*) from orders");
                }
              },
              "load");
      load.start();
      Run busy = ctl(VIEWER, compare);
      Run json =
          ctl(
              VIEWER,
              Stream.concat(Stream.of(compare), Stream.of("--json")).toArray(String[]::new));
      over.set(true);
      load.join();
      assertThat(busy.exitCode()).as(busy.err() + busy.out()).isZero();
      assertThat(busy.out()).contains("within the bounds");
      assertThat(json.out()).contains("\"verdict\":\"within\"").contains("\"wrong\":false");
    }
  }
}
