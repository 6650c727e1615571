package io.dbintel.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.SelfSigned;
import io.dbintel.runtime.tls.TlsConfig;
import io.dbintel.runtime.tls.TlsContext;
import io.dbintel.schemas.registry.HttpSchemaRegistry;
import io.dbintel.schemas.registry.RegistryUnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of docs/security.md, against servers that speak TLS. */
class TlsTest {
  @TempDir private static Path directory;
  private static SelfSigned server;
  private static SelfSigned client;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = SelfSigned.create(directory, "server");
    client = SelfSigned.create(directory, "client");
  }

  @Test
  void brokerIsReachedWithPemFilesAndAClientCertificate() throws Exception {
    Map<String, String> ssl =
        Map.of(
            "ssl.keystore.type",
            "PEM",
            "ssl.keystore.certificate.chain",
            text(server.certificateFile()),
            "ssl.keystore.key",
            text(server.keyFile()),
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.certificates",
            text(client.certificateFile()) + text(server.certificateFile()),
            "ssl.client.auth",
            "required");
    try (EmbeddedKafka kafka = EmbeddedKafka.startTls(ssl)) {
      Map<String, String> trusted = new HashMap<>();
      trusted.put("security.protocol", "SSL");
      trusted.put("ssl.enabled.protocols", "TLSv1.3");
      trusted.put("ssl.truststore.type", "PEM");
      trusted.put("ssl.truststore.location", server.certificateFile().toString());
      Map<String, String> withCertificate = new HashMap<>(trusted);
      withCertificate.put("ssl.keystore.type", "PEM");
      withCertificate.put("ssl.keystore.certificate.chain", text(client.certificateFile()));
      withCertificate.put("ssl.keystore.key", text(client.keyFile()));
      Map<String, String> stranger = new HashMap<>(withCertificate);
      stranger.put("ssl.truststore.location", client.certificateFile().toString());

      assertThat(nodes(kafka, withCertificate)).isOne();
      assertThatThrownBy(() -> nodes(kafka, trusted))
          .hasCauseInstanceOf(SslAuthenticationException.class);
      assertThatThrownBy(() -> nodes(kafka, stranger))
          .hasCauseInstanceOf(SslAuthenticationException.class);
    }
  }

  @Test
  void registryIsReachedWithTheAuthorityOfAFile() throws Exception {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(
            TlsContext.read(
                Optional.empty(),
                Optional.of(server.certificateFile()),
                Optional.of(server.keyFile()))));
    https.createContext(
        "/",
        exchange -> {
          byte[] answer = "{\"schema\": \"\\\"string\\\"\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    https.start();
    try {
      String url = "https://127.0.0.1:" + https.getAddress().getPort();
      TlsConfig tls =
          new TlsConfig(
              Optional.of(server.certificateFile()),
              Optional.empty(),
              Optional.empty(),
              TlsConfig.Version.TLS1_3);
      assertThat(registry(url, tls).byId(7)).isEqualTo(Schema.create(Schema.Type.STRING));
      assertThatThrownBy(() -> registry(url, TlsConfig.DEFAULT).byId(7))
          .isInstanceOf(RegistryUnavailableException.class);
    } finally {
      https.stop(0);
    }
  }

  private static HttpSchemaRegistry registry(String url, TlsConfig tls) {
    return new HttpSchemaRegistry(
        new SchemaRegistryConfig(url, null, null, null, Duration.ofSeconds(10), tls));
  }

  private static int nodes(EmbeddedKafka kafka, Map<String, String> properties) throws Exception {
    KafkaConfig config = new KafkaConfig(kafka.bootstrapServers(), properties);
    config.checkProperties();
    try (Admin admin = Admin.create(config.clientSettings())) {
      return admin.describeCluster().nodes().get().size();
    }
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file);
  }
}
