package io.dbintel.exporter.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.FilterConfig;
import io.dbintel.exporter.sink.ResultItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultFilterTest {

  private final ResultItem query = event("acme", "db.server.top_query");

  @Test
  void anEmptyFilterLetsEverythingThrough() {
    assertThat(filter(List.of(), List.of()).accepts(query)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "db.server.top_query, true",
    "db.server.*, true",
    "*, true",
    "db.server.top_quer?, true",
    "db.server.top, false",
    "db.server, false",
    "DB.server.*, false",
    "dbxserver.*, false",
    "db.server.top_query?, false"
  })
  void eventNamesAreExactOrPatterns(String pattern, boolean accepted) {
    assertThat(filter(List.of(pattern), List.of()).accepts(query)).isEqualTo(accepted);
    assertThat(filter(List.of("other", pattern), List.of()).accepts(query)).isEqualTo(accepted);
  }

  @Test
  void tenantsAndEventNamesMustBothMatch() {
    ResultFilter filter = filter(List.of("db.*"), List.of("acme", "initech-*"));
    assertThat(filter.accepts(query)).isTrue();
    assertThat(filter.accepts(event("initech-eu", "db.lock"))).isTrue();
    assertThat(filter.accepts(event("initech", "db.lock"))).isFalse();
    assertThat(filter.accepts(event("acme", "agent.lost"))).isFalse();
  }

  @Test
  void metricsAreFilteredByTenantOnly() {
    ResultItem metrics = new ResultItem.Metrics(Results.metrics("m", 1));
    assertThat(filter(List.of("none"), List.of("acme")).accepts(metrics)).isTrue();
    assertThat(filter(List.of(), List.of("other")).accepts(metrics)).isFalse();
  }

  private static ResultItem event(String tenant, String name) {
    return new ResultItem.Event(Results.event("id", tenant, name));
  }

  private static ResultFilter filter(List<String> events, List<String> tenants) {
    return new ResultFilter(new FilterConfig(events, tenants));
  }
}
