package io.dbintel.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dbintel.embedded.ApicurioRegistry;
import io.dbintel.embedded.FreePort;
import io.dbintel.runtime.config.Secret;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.serde.AvroSerde;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Schema FIRST =
      SchemaBuilder.record("Row").namespace("t").fields().requiredLong("a").endRecord();
  private static final Schema COMPATIBLE =
      SchemaBuilder.record("Row")
          .namespace("t")
          .fields()
          .requiredLong("a")
          .optionalString("b")
          .endRecord();
  private static final Schema INCOMPATIBLE =
      SchemaBuilder.record("Row").namespace("t").fields().requiredString("a").endRecord();

  /** Against a real Apicurio Registry, where Java 21 is available. */
  @Nested
  class AgainstApicurio {

    private static Optional<ApicurioRegistry> apicurio = Optional.empty();

    @BeforeAll
    static void startRegistry() {
      apicurio = ApicurioRegistry.start();
    }

    @BeforeEach
    void needsRegistry() {
      assumeTrue(apicurio.isPresent(), "Apicurio Registry needs Java 21");
    }

    @AfterAll
    static void stopRegistry() {
      apicurio.ifPresent(ApicurioRegistry::close);
    }

    @Test
    void registersLooksUpAndGivesTheSameIdAgain() {
      HttpSchemaRegistry registry = registry();
      int id = registry.register("lookup-t.Row", FIRST);
      assertThat(registry.register("lookup-t.Row", FIRST)).isEqualTo(id);
      assertThat(registry().register("lookup-t.Row", FIRST)).isEqualTo(id);
      assertThat(registry().byId(id)).isEqualTo(FIRST);
    }

    @Test
    void rejectsAnIncompatibleChange() throws Exception {
      HttpSchemaRegistry registry = registry();
      registry.register("strict-t.Row", FIRST);
      demandFullCompatibility("strict-t.Row");
      assertThat(registry.register("strict-t.Row", COMPATIBLE)).isPositive();
      assertThatThrownBy(() -> registry.register("strict-t.Row", INCOMPATIBLE))
          .isInstanceOf(IncompatibleSchemaException.class)
          .hasMessageContaining("strict-t.Row")
          .hasMessageContaining("not compatible with");
    }

    @Test
    void reportsAnUnknownId() {
      assertThatThrownBy(() -> registry().byId(987_654))
          .isInstanceOf(UnknownSchemaException.class)
          .hasMessageContaining("987654");
    }

    @Test
    void recordsOfBothRegistriesCanShareATopic() {
      AvroSerde<Command> bundled = new AvroSerde<>(new BundledSchemaRegistry());
      AvroSerde<Command> http = new AvroSerde<>(registry());
      Command command = new Command("c", CommandKind.FORGET, "me", 1L, Map.of());
      byte[] one = bundled.serializer().serialize("dbintel.raw", command);
      byte[] other = http.serializer().serialize("dbintel.raw", command);
      assertThat(other).isNotEqualTo(one);
      assertThat(http.deserializer().deserialize("dbintel.raw", one)).isEqualTo(command);
      assertThat(http.deserializer().deserialize("dbintel.raw", other)).isEqualTo(command);
    }

    private HttpSchemaRegistry registry() {
      return new HttpSchemaRegistry(at(apicurio.orElseThrow().url() + "/"));
    }

    private void demandFullCompatibility(String subject) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(apicurio.orElseThrow().url() + "/config/" + subject))
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}"))
              .build();
      HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
  }

  @Test
  void sendsCredentialsAndReportsTheFixWhenTheyAreRejected() throws IOException {
    HttpServer server = server(this::demandUserOrToken);
    try {
      String url = url(server);
      SchemaRegistryConfig basic = new SchemaRegistryConfig(url, "u", Secret.of("p"), null, LIMIT);
      SchemaRegistryConfig token = new SchemaRegistryConfig(url, null, null, Secret.of("t"), LIMIT);
      SchemaRegistryConfig wrong =
          new SchemaRegistryConfig(url, "u", Secret.of("s3cret"), null, LIMIT);
      SchemaRegistryConfig none = new SchemaRegistryConfig(url, "u", null, null, LIMIT);
      assertThat(new HttpSchemaRegistry(basic).byId(7)).isEqualTo(FIRST);
      assertThat(new HttpSchemaRegistry(token).byId(7)).isEqualTo(FIRST);
      assertThatThrownBy(() -> new HttpSchemaRegistry(none).byId(7)).hasMessageContaining("401");
      assertThat(wrong.toString()).doesNotContain("s3cret");
      assertThatThrownBy(() -> new HttpSchemaRegistry(wrong).byId(7))
          .isInstanceOf(SchemaRegistryException.class)
          .hasMessageContaining("HTTP 401")
          .hasMessageContaining("check the username, password or token")
          .hasMessageNotContaining("s3cret");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void reportsAServerError() throws IOException {
    HttpServer server = server(exchange -> answer(exchange, 500, "not json"));
    try {
      assertThatThrownBy(() -> new HttpSchemaRegistry(at(url(server))).register("s", FIRST))
          .hasMessageContaining("HTTP 500")
          .hasMessageContaining("register s");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPageOfAProxyIsNoRegistry() throws IOException {
    HttpServer server = server(exchange -> answer(exchange, 200, "<html>log in</html>"));
    try (HttpSchemaRegistry registry = new HttpSchemaRegistry(at(url(server)))) {
      assertThatThrownBy(() -> registry.register("s", FIRST))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("without id");
      assertThatThrownBy(() -> registry.byId(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("without schema");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void doesNotWaitForABodyThatNeverComes() throws IOException {
    HttpServer server =
        server(
            exchange -> {
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().flush();
            });
    SchemaRegistryConfig config =
        new SchemaRegistryConfig(url(server), null, null, null, Duration.ofMillis(300));
    try (HttpSchemaRegistry registry = new HttpSchemaRegistry(config)) {
      assertThatThrownBy(() -> registry.byId(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("did not answer");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void reportsARegistryThatDoesNotAnswer() {
    String url = "http://127.0.0.1:" + FreePort.find();
    assertThatThrownBy(() -> new HttpSchemaRegistry(at(url)).byId(1))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining(url)
        .hasMessageContaining("did not answer");
  }

  @Test
  void choosesTheRegistryThatIsConfigured() {
    Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:1");
    try (SchemaRegistry http = SchemaRegistries.of(at("http://127.0.0.1:1"), kafka);
        SchemaRegistry bundled = SchemaRegistries.of(SchemaRegistryConfig.bundled(), kafka)) {
      assertThat(http).isInstanceOf(HttpSchemaRegistry.class);
      assertThat(bundled).isInstanceOf(BundledSchemaRegistry.class);
    }
    assertThat(SchemaRegistryConfig.bundled().toString()).isEqualTo("bundled schema registry");
  }

  private static SchemaRegistryConfig at(String url) {
    return new SchemaRegistryConfig(url, null, null, null, LIMIT);
  }

  private void demandUserOrToken(HttpExchange exchange) throws IOException {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString("u:p".getBytes(StandardCharsets.UTF_8));
    String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (given.equals(basic) || given.equals("Bearer t")) {
      String schema = FIRST.toString().replace("\"", "\\\"");
      answer(exchange, 200, "{\"schema\":\"" + schema + "\"}");
    } else {
      answer(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
    }
  }

  private static HttpServer server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
