package io.dbintel.exporter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.schemas.avro.ResultEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventsTest {

  /** 2026-01-02T03:04:05.000006Z */
  private static final long TIME = 1_767_323_045_000_006L;

  @Test
  void theShapeIsAsDocumented() {
    assertThat(encode(Results.event("a1", TIME)))
        .isEqualTo(
            "[{\"specversion\":\"1.0\",\"id\":\"a1\",\"source\":\"acme/orders\","
                + "\"type\":\"db.server.top_query\",\"time\":\"2026-01-02T03:04:05.000006Z\","
                + "\"data\":{\"tenant\":\"acme\",\"instance\":\"acme/orders\","
                + "\"system\":\"postgresql\",\"serverAddress\":\"db1.example\",\"serverPort\":5432,"
                + "\"observedTime\":\"2026-01-02T03:04:05.000006Z\",\"severityNumber\":9,"
                + "\"resource\":{\"host.name\":\"db1\"},"
                + "\"attributes\":{\"db.query.text\":\"SELECT ?\",\"dbintel.flags\":[\"reset\"],"
                + "\"dbintel.nested\":true,\"postgresql.calls\":3,"
                + "\"postgresql.total_exec_time\":1.5}}}]");
  }

  @Test
  void anEventAboutATenantNamesNoServer() {
    ResultEvent event = Results.event("u1", TIME);
    event.setResource(Results.tenantResource("umbrella"));
    event.setAttributes(Map.of("text", "a \"quoted\" \u00fc"));
    assertThat(encode(event))
        .isEqualTo(
            "[{\"specversion\":\"1.0\",\"id\":\"u1\",\"source\":\"umbrella\","
                + "\"type\":\"db.server.top_query\",\"time\":\"2026-01-02T03:04:05.000006Z\","
                + "\"data\":{\"tenant\":\"umbrella\","
                + "\"observedTime\":\"2026-01-02T03:04:05.000006Z\",\"severityNumber\":9,"
                + "\"resource\":{},\"attributes\":{\"text\":\"a \\\"quoted\\\" \u00fc\"}}}]");
  }

  private static String encode(ResultEvent event) {
    return new String(CloudEvents.encode(List.of(event)), StandardCharsets.UTF_8);
  }
}
