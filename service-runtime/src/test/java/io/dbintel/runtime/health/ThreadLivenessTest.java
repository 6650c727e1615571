package io.dbintel.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.health.Health.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadLivenessTest {

  private final HealthRegistry registry = new HealthRegistry();
  private final AtomicLong nanos = new AtomicLong();
  private final ThreadLiveness threads = new ThreadLiveness(registry, nanos::get);

  @Test
  void aThreadThatDiedOfAnErrorIsDead() throws Exception {
    Thread thread =
        threads.start(
            "publisher",
            () -> {
              throw new OutOfMemoryError("password=hunter22");
            });
    thread.join();

    assertThat(threads().status()).isEqualTo(Status.DEAD);
    assertThat(threads().message())
        .contains("publisher", "OutOfMemoryError")
        .doesNotContain("hunter22");
  }

  @Test
  void aThreadThatReturnedUnaskedIsDead() throws Exception {
    threads.start("publisher", () -> {}).join();

    assertThat(threads())
        .isEqualTo(
            Health.dead("the thread publisher ended without being asked to; restart the service"));
  }

  @Test
  void aThreadThatReturnedAsItWasAskedToIsNot() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread asked = threads.start("asked", () -> await(end));
    assertThat(threads().status()).isEqualTo(Status.UP);
    threads.close();
    end.countDown();
    asked.join();
    assertThat(threads().status()).isEqualTo(Status.UP);
  }

  @Test
  void whatStandsStillIsDownUntilItBeatsAgain() {
    ThreadLiveness.Pulse pulse = threads.pulse("poll acme/orders", Duration.ofSeconds(90));
    nanos.set(Duration.ofSeconds(90).toNanos());
    assertThat(threads().status()).isEqualTo(Status.UP);

    nanos.set(Duration.ofSeconds(91).toNanos());
    assertThat(threads().status()).isEqualTo(Status.DOWN);
    assertThat(threads().message()).contains("poll acme/orders", "91 s", "90 s");

    pulse.beat();
    assertThat(threads().status()).isEqualTo(Status.UP);
  }

  @Test
  void aDeadThreadMakesTheProcessNotLive() throws Exception {
    try (HealthEndpoint endpoint = HealthEndpoint.start("127.0.0.1", 0, registry)) {
      assertThat(status(endpoint, "/health/live")).isEqualTo(200);
      threads.start("publisher", () -> {}).join();
      assertThat(status(endpoint, "/health/live")).isEqualTo(503);
      assertThat(status(endpoint, "/health/ready")).isEqualTo(503);
    }
  }

  private Health threads() {
    return registry.check().get("threads");
  }

  private static int status(HealthEndpoint endpoint, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
