package io.dbintel.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.http.PortUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {

  private final HealthRegistry registry = new HealthRegistry();
  private final HealthEndpoint endpoint = HealthEndpoint.start("127.0.0.1", 0, registry);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void isReadyWhileNothingIsDown() throws Exception {
    registry.register("kafka", Health::up);
    registry.register("database", () -> Health.degraded("slow"));

    HttpResponse<String> answer = send("GET", "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"degraded\",\"components\":{"
                + "\"database\":{\"status\":\"degraded\",\"message\":\"slow\"},"
                + "\"kafka\":{\"status\":\"up\"}}}");
  }

  @Test
  void isLiveButNotReadyWhenAComponentIsDown() throws Exception {
    registry.register("kafka", () -> Health.down("no broker answers"));

    assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(503);
    assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/health/live").body()).contains("no broker answers");
  }

  @Test
  void countsAFailingCheckAsDownWithoutItsMessage() throws Exception {
    registry.register(
        "x",
        () -> {
          throw new IllegalStateException("password=hunter22");
        });

    HttpResponse<String> answer = send("GET", "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("IllegalStateException").doesNotContain("hunter22");
  }

  @Test
  void aCheckThatDiesOfAnErrorIsDownAndTheOthersAreTold() throws Exception {
    registry.register("a", Health::up);
    registry.register(
        "x",
        () -> {
          throw new StackOverflowError();
        });

    HttpResponse<String> answer = send("GET", "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("StackOverflowError", "\"a\":{\"status\":\"up\"}");
  }

  @Test
  void answersOnlyGetAndHeadOnKnownPaths() throws Exception {
    assertThat(send("GET", "/elsewhere").statusCode()).isEqualTo(404);
    assertThat(send("POST", "/health/live").statusCode()).isEqualTo(405);
    assertThat(send("HEAD", "/health/live").body()).isEmpty();
    assertThat(send("GET", "/health/live").body()).contains("\"status\":\"up\"");
  }

  @Test
  void namesThePortInUseAndTheFix() {
    assertThatThrownBy(() -> HealthEndpoint.start("127.0.0.1", endpoint.port(), registry))
        .isInstanceOf(PortUnavailableException.class)
        .hasMessageContaining("health endpoint cannot listen on 127.0.0.1:" + endpoint.port())
        .hasMessageContaining("set http.healthPort to a free one");
    assertThatThrownBy(() -> HealthEndpoint.start("no.such.host.invalid", 0, registry))
        .isInstanceOf(PortUnavailableException.class)
        .hasMessageContaining("http.bindAddress");
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
