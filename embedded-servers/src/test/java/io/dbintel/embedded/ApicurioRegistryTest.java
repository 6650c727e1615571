package io.dbintel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApicurioRegistryTest {

  @Test
  void registersOverTheConfluentApi() throws Exception {
    Optional<ApicurioRegistry> started = ApicurioRegistry.start();
    assumeTrue(started.isPresent(), "Apicurio Registry needs Java 21");
    try (ApicurioRegistry registry = started.get()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/s/versions"))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))
              .build();
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"id\"");
    }
  }

  @Test
  void readsTheVersionOfAJava(@TempDir Path home) throws Exception {
    assertThat(NewerJava.featureOf(home)).isZero();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");
    assertThat(NewerJava.featureOf(home)).isEqualTo(21);
    assertThat(NewerJava.find(17)).isPresent();
    assertThat(NewerJava.find(1000)).isEmpty();
  }
}
