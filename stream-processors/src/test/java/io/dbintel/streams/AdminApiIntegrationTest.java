package io.dbintel.streams;

import static io.dbintel.streams.model.RawRecords.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.hash.Digest;
import io.dbintel.schemas.avro.AuditEntry;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.admin.DocumentedShapes;
import io.dbintel.streams.model.Chunks;
import io.dbintel.streams.model.LogWriter;
import io.dbintel.streams.model.RawRecords;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API of two processes on a real broker, asked by a real client. */
class AdminApiIntegrationTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIEWER = "viewer-token";
  private static final String OPERATOR = "operator-token";
  private static final String ADMIN = "admin-token";
  private static final List<String> INSTANCES =
      List.of("acme/a", "acme/b", "acme/c", "acme/d", "acme/e", "acme/f", "acme/g", "acme/h");

  private final HttpClient client = HttpClient.newHttpClient();
  private final DocumentedShapes document = new DocumentedShapes();
  private final long now = System.currentTimeMillis();
  private final List<StreamProcessors> processes = new ArrayList<>();

  @TempDir Path directory;
  private EmbeddedKafka kafka;
  private LogWriter log;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start();
    log = new LogWriter(kafka.bootstrapServers());
    log.createTopics();
  }

  @AfterEach
  void stop() {
    processes.forEach(StreamProcessors::close);
    log.close();
    kafka.close();
  }

  @Test
  void eachOfTwoProcessesAnswersForEveryInstanceAndOrdersAreInTheAuditAndTakeEffect()
      throws Exception {
    StreamProcessors first = started("one");
    StreamProcessors second = started("two");
    INSTANCES.forEach(this::feed);
    log.flush();
    awaitList(first);
    awaitList(second);
    JsonNode instances = get(first, "/instances", VIEWER).get("instances");
    TreeSet<String> hosts = new TreeSet<>();
    instances.forEach(instance -> hosts.add(instance.get("host").asText()));
    assertThat(hosts).hasSize(2);
    assertThat(instances.findValuesAsText("system")).containsOnly("postgresql");

    readsOfAnInstanceAreTheSameFromBoth(first, second);
    whoMayNotIsRefusedAndThatIsInTheAudit(first);
    wrongRequestsAreTold(first, second);
    circuitOpensByAnOrder(first, second);
    overrideExpires(first, second);

    first.close();
    processes.remove(first);
    awaitList(second);
    assertThat(get(second, "/instances/acme/a/circuit", VIEWER).get("state").asText())
        .as("after the other process is gone")
        .isEqualTo("forced_open");
    StreamProcessors again = started("one");
    awaitList(again);
    for (String instance : INSTANCES) {
      await()
          .atMost(LIMIT)
          .until(
              () -> send(again, "GET", path(instance, "/circuit"), VIEWER, "").statusCode() == 200);
    }
    assertThat(get(again, "/circuits", VIEWER).get("circuits"))
        .as("orders outlive a restart")
        .allMatch(one -> one.get("state").asText().equals("forced_open"));
  }

  @Test
  void nothingIsOrderedWhenTheAuditCannotBeWritten() throws Exception {
    StreamProcessors process = started("one");
    feed("acme/a");
    log.flush();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                send(process, "GET", "/instances/acme/a/circuit", VIEWER, "").statusCode() == 200);
    int records = log.committed(TopicCatalogue.RAW.name()).size();
    takesNothing(TopicCatalogue.AUDIT.name());

    String order = "{\"action\": \"open\", \"reason\": \"migration\"}";
    HttpResponse<String> refused =
        send(process, "POST", "/instances/acme/a/circuit", OPERATOR, order);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("unavailable").contains("not written to dbintel.audit");
    assertThat(send(process, "POST", "/instances/acme/a/forget", OPERATOR, order).statusCode())
        .as("a refusal that cannot be written")
        .isEqualTo(503);
    assertThat(log.committed(TopicCatalogue.RAW.name())).hasSize(records);
  }

  private void takesNothing(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      AlterConfigOp tiny =
          new AlterConfigOp(
              new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"),
              AlterConfigOp.OpType.SET);
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(tiny)))
          .all()
          .get();
    }
  }

  private void readsOfAnInstanceAreTheSameFromBoth(StreamProcessors first, StreamProcessors second)
      throws Exception {
    for (String instance : INSTANCES) {
      for (String what : List.of("circuit", "sampling", "ledger", "statements", "sessions")) {
        JsonNode one = get(first, path(instance, "/" + what), VIEWER);
        assertThat(one).as(what).isEqualTo(get(second, path(instance, "/" + what), VIEWER));
        assertThat(one.get("instance").asText()).isEqualTo(instance);
      }
      JsonNode statements = get(first, path(instance, "/statements?order=calls&limit=1"), VIEWER);
      assertThat(statements.at("/statements/0/calls").asLong()).isEqualTo(40);
      assertThat(statements.at("/statements/0/query_text").asText()).contains("orders");
      assertThat(statements.at("/remainder/calls").asLong()).isEqualTo(3);
      assertThat(statements.at("/remainder/statements").asLong()).isEqualTo(1);
      JsonNode trees = get(second, path(instance, "/blocking"), VIEWER);
      assertThat(trees.at("/trees/0/pid").asText()).isEqualTo("1");
      assertThat(trees.at("/trees/0/blocks/0/blocks/0/pid").asText()).isEqualTo("3");
      assertThat(get(first, path(instance, "/ledger"), VIEWER).at("/hours/0/in/calls").asLong())
          .isEqualTo(43);
    }
    assertThat(get(first, "/budgets", VIEWER).get("partial").asBoolean()).isFalse();
  }

  private void whoMayNotIsRefusedAndThatIsInTheAudit(StreamProcessors process) throws Exception {
    assertThat(send(process, "GET", "/instances", null, "").statusCode()).isEqualTo(401);
    assertThat(send(process, "GET", "/instances", VIEWER + "x", "").statusCode()).isEqualTo(401);
    assertThat(send(process, "GET", "/openapi.yaml", null, "").statusCode()).isEqualTo(200);
    String order = "{\"action\": \"open\", \"reason\": \"test\"}";
    HttpResponse<String> refused =
        send(process, "POST", "/instances/acme/a/circuit", VIEWER, order);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("forbidden").contains("viewer").contains("operator");
    assertThat(
            send(process, "POST", "/skip", OPERATOR, "{\"partition\": 0, \"offset\": 1}")
                .statusCode())
        .isEqualTo(403);
    assertThat(audit())
        .containsExactly("viewer refused acme/a orderCircuit", "operator refused processors skip");
  }

  private void wrongRequestsAreTold(StreamProcessors first, StreamProcessors second)
      throws Exception {
    for (StreamProcessors process : List.of(first, second)) {
      assertThat(send(process, "GET", "/instances/acme/none/circuit", VIEWER, "").statusCode())
          .isEqualTo(404);
      assertThat(
              send(process, "POST", "/instances/acme/none/forget", ADMIN, "{\"reason\": \"x\"}")
                  .statusCode())
          .isEqualTo(404);
      assertThat(send(process, "DELETE", "/instances", ADMIN, "").statusCode()).isEqualTo(405);
      assertThat(send(process, "GET", "/nothing", VIEWER, "").statusCode()).isEqualTo(404);
      HttpResponse<String> large =
          send(process, "POST", "/instances/acme/a/circuit", ADMIN, " ".repeat(200_000));
      assertThat(large.statusCode()).isEqualTo(413);
      for (String body : List.of("", "[]", "{\"action\": \"open\"}", "{\"action\": 1}")) {
        HttpResponse<String> wrong =
            send(process, "POST", "/instances/acme/a/circuit", OPERATOR, body);
        assertThat(wrong.statusCode()).as(body).isEqualTo(422);
        assertThat(wrong.body()).contains("expected");
      }
      String tooLong = "{\"rate\": 1, \"expires_in\": \"25h\", \"reason\": \"x\"}";
      assertThat(send(process, "POST", "/instances/acme/a/sampling", ADMIN, tooLong).statusCode())
          .isEqualTo(422);
    }
    assertThat(audit()).as("nothing more").hasSize(2);
  }

  private void circuitOpensByAnOrder(StreamProcessors first, StreamProcessors second)
      throws Exception {
    String order = "{\"action\": \"open\", \"reason\": \"migration\"}";
    for (int i = 0; i < INSTANCES.size(); i++) {
      StreamProcessors process = i % 2 == 0 ? first : second;
      HttpResponse<String> ordered =
          send(process, "POST", path(INSTANCES.get(i), "/circuit"), OPERATOR, order);
      assertThat(ordered.statusCode()).isEqualTo(202);
      assertThat(JSON.readTree(ordered.body()).get("command_id").asText()).hasSize(36);
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(log.<ControlDocument>committedValues(TopicCatalogue.CONTROL.name()))
                    .hasSize(INSTANCES.size())
                    .allMatch(document -> document.toString().contains("forced_open")));
    JsonNode circuit = get(first, "/instances/acme/a/circuit", VIEWER);
    assertThat(circuit.get("forced").asBoolean()).isTrue();
    assertThat(Instant.parse(circuit.get("since").asText())).isBetween(at(0), at(3_600_000));
    assertThat(circuit.at("/thresholds/error_share").asDouble()).isEqualTo(0.25);
    assertThat(audit()).contains("operator circuit_open acme/h migration");
  }

  private void overrideExpires(StreamProcessors first, StreamProcessors second) throws Exception {
    String order = "{\"rate\": 0.5, \"expires_in\": \"10m\", \"reason\": \"a closer look\"}";
    assertThat(send(first, "POST", "/instances/acme/b/sampling", OPERATOR, order).statusCode())
        .isEqualTo(202);
    assertThat(send(second, "POST", "/instances/acme/c/sampling", OPERATOR, order).statusCode())
        .isEqualTo(202);
    awaitOverride(second, "acme/b", true);
    awaitOverride(first, "acme/c", true);
    JsonNode override = get(first, "/instances/acme/c/sampling", VIEWER).get("override");
    assertThat(override.get("rate").asDouble()).isEqualTo(0.5);
    assertThat(override.get("author").asText()).isEqualTo("operator");
    assertThat(override.get("reason").asText()).isEqualTo("a closer look");
    assertThat(
            send(first, "DELETE", "/instances/acme/b/sampling?reason=done", OPERATOR, "")
                .statusCode())
        .isEqualTo(202);
    awaitOverride(first, "acme/b", false);

    log.write("acme/c", now + 1_200_000, RawRecords.outcome(PollStatus.OK));
    log.flush();
    awaitOverride(second, "acme/c", false);
  }

  private void awaitOverride(StreamProcessors process, String instance, boolean holds) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                get(process, path(instance, "/sampling"), VIEWER).get("override").isNull()
                    != holds);
  }

  private void feed(String instance) {
    log.write(instance, now, Chunks.full(1, 100, Chunks.row(1, 10), Chunks.row(2, 10)));
    log.write(instance, now, RawRecords.text(1, "SELECT * FROM orders WHERE id = $1"));
    log.write(instance, now + 10, Chunks.full(2, 110, Chunks.row(1, 50), Chunks.row(2, 13)));
    Session root = session("1", 100);
    root.setBlockingSessionIds(List.of());
    Session blocked = session("2", 100);
    blocked.setBlockingSessionIds(List.of("1"));
    Session last = session("3", 100);
    last.setBlockingSessionIds(List.of("2"));
    log.write(instance, now + 20, RawRecords.tick("a", 1, 111, root, blocked, last));
    log.write(instance, now + 30, RawRecords.outcome(PollStatus.OK));
  }

  private void awaitList(StreamProcessors process) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(process.state()).isEqualTo(KafkaStreams.State.RUNNING);
              JsonNode list = get(process, "/instances", VIEWER);
              assertThat(list.get("instances").findValuesAsText("instance")).isEqualTo(INSTANCES);
              assertThat(list.get("partial").asBoolean()).isFalse();
              assertThat(list.get("instances").findValuesAsText("last_read"))
                  .doesNotContain("null");
            });
  }

  private List<String> audit() {
    return log.<AuditEntry>committedValues(TopicCatalogue.AUDIT.name()).stream()
        .map(
            entry ->
                entry.getActor()
                    + " "
                    + entry.getAction()
                    + " "
                    + entry.getSubject()
                    + " "
                    + entry
                        .getDetails()
                        .getOrDefault("reason", entry.getDetails().get("operation")))
        .toList();
  }

  private Instant at(long later) {
    return Instant.ofEpochMilli(now + later);
  }

  private static String path(String instance, String what) {
    return "/instances/" + instance + what;
  }

  private JsonNode get(StreamProcessors process, String path, String token) throws Exception {
    HttpResponse<String> answer = send(process, "GET", path, token, "");
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    JsonNode read = JSON.readTree(answer.body());
    assertThat(document.mismatches(path, read)).as(path).isEmpty();
    return read;
  }

  private HttpResponse<String> send(
      StreamProcessors process, String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + process.adminPort() + "/api/v1" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private StreamProcessors started(String name) throws Exception {
    StreamProcessors process =
        new StreamProcessors(
            ConfigLoader.parse(
                ProcessorsConfig.class,
                """
                kafka:
                  bootstrapServers: "%s"
                streams:
                  applicationId: admin
                  stateDir: %s
                  threads: 1
                  standbyReplicas: 0
                  commitInterval: 20ms
                  linger: 0ms
                  sessionTimeout: 6s
                  rocksDbCache: 32MiB
                  rocksDbWriteBuffers: 16MiB
                operators: {selection: {top: 3, hardCap: 4}}
                http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
                admin:
                  port: 0
                  tokens:
                    - {name: viewer, role: viewer, sha256: %s}
                    - {name: operator, role: operator, sha256: %s}
                    - {name: admin, role: admin, sha256: %s}
                """
                    .formatted(
                        kafka.bootstrapServers(),
                        directory.resolve(name),
                        hash(VIEWER),
                        hash(OPERATOR),
                        hash(ADMIN))));
    processes.add(process);
    process.start();
    return process;
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Digest.of(token).bytes());
  }
}
