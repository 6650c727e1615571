package io.dbintel.exporter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.WebhookConfig;
import io.dbintel.exporter.http.HttpSink;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.exporter.webhook.WebhookReceiver.Request;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.ExportStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSinkTest {

  private WebhookReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = WebhookReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void postsEventsAsAJsonArray() throws Exception {
    try (HttpSink sink = sink("headers: { Authorization: 'Bearer abcd' }")) {
      List<SinkOutcome> outcomes = sink.send(Signal.LOGS, Results.events(3));

      assertThat(outcomes)
          .singleElement()
          .satisfies(
              outcome -> {
                assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
                assertThat(outcome.items()).isEqualTo(3);
                assertThat(outcome.bytes()).isEqualTo(receiver.requests().get(0).body().length);
              });
      Request request = receiver.requests().get(0);
      assertThat(request.path()).isEqualTo("/hooks/t0ken?x=s3cret");
      assertThat(request.headers().getFirst("Content-Type"))
          .isEqualTo("application/cloudevents-batch+json; charset=utf-8");
      assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer abcd");
      assertThat(request.headers()).doesNotContainKey("Dbintel-signature");
      assertThat(ids(request)).containsExactly("id0", "id1", "id2");
    }
  }

  @Test
  void signsWhatItSends() throws Exception {
    try (HttpSink sink = sink("signingKey: k3y-of-both-sides")) {
      sink.send(Signal.LOGS, Results.events(1));
      Request request = receiver.requests().get(0);
      assertThat(request.headers().getFirst("Dbintel-Signature"))
          .isEqualTo(new HmacSignature(Secret.of("k3y-of-both-sides")).of(request.body()));
    }
  }

  @Test
  void theSignatureIsThatOfTheStandard() {
    // RFC 4231, test case 2
    assertThat(
            new HmacSignature(Secret.of("Jefe"))
                .of("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void triesAgainAndThenReportsTheAttempts() throws Exception {
    receiver.answerNext(503, Map.of());
    receiver.answerNext(429, Map.of("Retry-After", "0"));
    try (HttpSink sink = sink("signingKey: k3y")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(1)).get(0);
      assertThat(outcome.attempts()).isEqualTo(3);
      assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
      assertThat(receiver.requests())
          .extracting(request -> request.headers().getFirst("Dbintel-Signature"))
          .hasSize(3)
          .containsOnly(receiver.requests().get(0).headers().getFirst("Dbintel-Signature"));
      assertThat(sink.health()).isEqualTo(Health.up());
    }
  }

  @Test
  void splitsWhatIsTooLargeForTheReceiverOrTheLimit() throws Exception {
    receiver.answerNext(413, Map.of());
    try (HttpSink sink = sink("delivery: { maxBatchBytes: 2kB }")) {
      sink.send(Signal.LOGS, Results.events(2));
      assertThat(receiver.requests()).hasSize(3);
      receiver.requests().clear();
      sink.send(Signal.LOGS, Results.events(40));
      assertThat(receiver.requests()).allMatch(request -> request.body().length <= 2_000);
      List<String> ids = new ArrayList<>();
      for (Request request : receiver.requests()) {
        ids.addAll(ids(request));
      }
      assertThat(ids).hasSize(40).doesNotHaveDuplicates();
    }
  }

  @Test
  void aRejectionIsFinalAndDoesNotShowThePathOfTheUrl() throws Exception {
    receiver.answerNext(404, Map.of());
    try (HttpSink sink = sink("")) {
      SinkOutcome outcome = sink.send(Signal.LOGS, Results.events(2)).get(0);
      assertThat(outcome.status()).isEqualTo(ExportStatus.REJECTED);
      assertThat(outcome.message())
          .isEqualTo(
              receiver.origin() + " answered HTTP 404: there is no webhook; check sinks.hook.url");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void whatIsTooOldIsNotPosted() throws Exception {
    ResultItem old = new ResultItem.Event(Results.event("old", 1));
    try (HttpSink sink = sink("")) {
      assertThat(sink.send(Signal.LOGS, List.of(old)))
          .extracting(SinkOutcome::status)
          .containsExactly(ExportStatus.EXPIRED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  private static List<String> ids(Request request) throws IOException {
    JsonNode array = new ObjectMapper().readTree(request.body());
    assertThat(array.isArray()).isTrue();
    List<String> ids = new ArrayList<>();
    array.forEach(event -> ids.add(event.get("id").asText()));
    return ids;
  }

  private HttpSink sink(String settings) {
    String yaml =
        """
        kafka: { bootstrapServers: 'localhost:1' }
        sinks:
          hook:
            type: webhook
            url: '%s'
            %s
        """
            .formatted(receiver.url(), settings);
    if (!settings.contains("delivery")) {
      yaml += "    delivery: { retry: { initialBackoff: 10ms } }\n";
    }
    WebhookConfig config =
        (WebhookConfig) ConfigLoader.parse(ExporterConfig.class, yaml).sinks().get("hook");
    return new HttpSink("hook", config.delivery(), new WebhookFormat(config), Clock.systemUTC());
  }
}
