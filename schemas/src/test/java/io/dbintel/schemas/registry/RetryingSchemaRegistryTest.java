package io.dbintel.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dbintel.embedded.FreePort;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RetryingSchemaRegistryTest {

  private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);

  @Test
  void retriesWhileTheRegistryIsUnavailable() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = requests.incrementAndGet() < 3 ? 503 : 200;
          byte[] body = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (SchemaRegistry registry =
        retrying("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(30))) {
      assertThat(registry.register("s", SCHEMA)).isEqualTo(7);
      assertThat(requests).hasValue(3);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void failsWithTheLastAnswerAtTheLimit() {
    try (SchemaRegistry registry =
        retrying("http://127.0.0.1:" + FreePort.find(), Duration.ofMillis(250))) {
      assertThatThrownBy(() -> registry.byId(4))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("did not answer")
          .hasMessageContaining("check the URL");
    }
  }

  @Test
  void doesNotRetryARejection() {
    SchemaRegistry refusing = new BundledSchemaRegistry();
    SchemaRegistry retrying = new RetryingSchemaRegistry(refusing, Duration.ofDays(1));

    assertThatThrownBy(() -> retrying.byId(4)).isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void failsAtOnceAfterStopRetrying() {
    RetryingSchemaRegistry retrying =
        retrying("http://127.0.0.1:" + FreePort.find(), Duration.ofDays(1));
    retrying.stopRetrying();

    assertThatThrownBy(() -> retrying.byId(4)).isInstanceOf(RegistryUnavailableException.class);
  }

  private static RetryingSchemaRegistry retrying(String url, Duration limit) {
    return new RetryingSchemaRegistry(
        new HttpSchemaRegistry(
            new SchemaRegistryConfig(url, null, null, null, Duration.ofSeconds(10))),
        limit);
  }
}
