package io.dbintel.streams.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.embedded.SelfSigned;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.tls.TlsContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server before Kafka Streams runs, and with a certificate. */
class AdminServerTest {
  @TempDir Path directory;

  @Test
  void answersWithItsCertificateAndSaysThatItStarts() throws Exception {
    SelfSigned own = SelfSigned.create(directory, "server");
    AdminConfig config =
        ConfigLoader.parse(
            AdminConfig.class,
            """
            port: 0
            tls: {certificateFile: '%s', keyFile: '%s', caFile: '%s'}
            tokens: [{name: ann, role: viewer, sha256: %s}]
            """
                .formatted(
                    own.certificateFile(), own.keyFile(), own.certificateFile(), "ab".repeat(32)));
    try (AdminServer server = AdminServer.start(config, InstantSource.system())) {
      assertThat(server.advertised()).endsWith(":" + server.port());
      HttpClient trusting =
          HttpClient.newBuilder()
              .sslContext(
                  TlsContext.read(
                      Optional.of(own.certificateFile()), Optional.empty(), Optional.empty()))
              .build();
      URI address = URI.create("https://localhost:" + server.port() + "/api/v1/instances");
      HttpResponse<String> answer =
          trusting.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("unavailable");
      assertThatThrownBy(
              () ->
                  HttpClient.newHttpClient()
                      .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }
}
