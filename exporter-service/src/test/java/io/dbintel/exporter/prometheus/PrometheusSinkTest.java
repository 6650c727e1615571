package io.dbintel.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.FilterConfig;
import io.dbintel.exporter.config.PrometheusConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.ResultMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusSinkTest {

  @Test
  void addsUpDeltasAndShowsTheLatestGauge() throws Exception {
    try (PrometheusSink sink = sink(0, 10)) {
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("a", 7))));
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("b", 5))));
      sink.send(Signal.LOGS, Results.events(1));

      assertThat(scrape(sink.port()))
          .contains("# TYPE postgresql_commits_total counter")
          .contains(
              "postgresql_commits_total{db_namespace=\"shop\",dbintel_instance=\"acme/orders\",dbintel_tenant=\"acme\",server_address=\"db1.example\",server_port=\"5432\"}"
                  + " 12.0")
          .contains("# TYPE postgresql_wal_age_seconds gauge")
          .contains("dbintel_exporter_overflow_points_total 0.0");
      assertThat(sink.health()).isEqualTo(Health.up());
    }
  }

  @Test
  void seriesBeyondTheBoundAreCounted() throws Exception {
    try (PrometheusSink sink = sink(0, 1)) {
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("a", 7))));
      assertThat(scrape(sink.port()))
          .contains("dbintel_exporter_overflow_points_total 1.0")
          .doesNotContain("postgresql_wal_age_seconds{");
    }
  }

  @Test
  void differencesBeyondTheBoundStayInTheOverflowSeries() throws Exception {
    try (PrometheusSink sink = sink(0, 1)) {
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("a", 7))));
      var other = Results.metrics("b", 5);
      other.getResource().setServerPort(5433);
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(other)));
      assertThat(scrape(sink.port()))
          .contains("postgresql_commits_total{otel_metric_overflow=\"true\"} 5.0");
    }
  }

  @Test
  void anOlderGaugeDoesNotReplaceANewerOne() throws Exception {
    try (PrometheusSink sink = sink(0, 10)) {
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("a", 7))));
      var older = Results.metrics("b", 5);
      var gauge = older.getMetrics().get(1).getPoints().get(0);
      gauge.setTime(gauge.getTime() - 1);
      gauge.setDoubleValue(99.0);
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(older)));
      assertThat(scrape(sink.port())).contains("server_port=\"5432\"} 0.5");
    }
  }

  @Test
  void aPortInUseIsNamedWithItsSetting() {
    try (PrometheusSink first = sink(0, 1)) {
      assertThatThrownBy(() -> sink(first.port(), 1))
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("sinks.scrape.port");
    }
  }

  @Test
  void anUnknownAddressIsNamedWithItsSetting() {
    PrometheusConfig config =
        new PrometheusConfig(new FilterConfig(List.of(), List.of()), "no such host", 0, 1);
    assertThatThrownBy(() -> new PrometheusSink("scrape", config))
        .hasMessageContaining("no such host")
        .hasMessageContaining("sinks.scrape.bindAddress");
  }

  @Test
  void resultsAboutATenantHaveNoServer() throws Exception {
    try (PrometheusSink sink = sink(0, 10)) {
      ResultMetrics usage = Results.metrics("u", 3);
      usage.setResource(Results.tenantResource("umbrella"));
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(usage)));
      assertThat(scrape(sink.port()))
          .contains(
              "postgresql_commits_total{db_namespace=\"shop\",dbintel_tenant=\"umbrella\"} 3.0");
    }
  }

  @Test
  void pointsThatContradictTheirSeriesAreCountedAndLeftOut() throws Exception {
    try (PrometheusSink sink = sink(0, 10)) {
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("a", 7))));
      ResultMetrics falling = Results.metrics("b", -1);
      falling.getMetrics().get(1).setName("postgresql.commits");
      falling.getMetrics().get(1).setUnit("1");
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(falling)));
      assertThat(scrape(sink.port()))
          .contains("dbintel_exporter_conflicting_points_total 2.0")
          .contains("server_port=\"5432\"} 7.0");
    }
  }

  private static PrometheusSink sink(int port, int maxSeries) {
    return new PrometheusSink(
        "scrape",
        new PrometheusConfig(new FilterConfig(List.of(), List.of()), "127.0.0.1", port, maxSeries));
  }

  private static String scrape(int port) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
