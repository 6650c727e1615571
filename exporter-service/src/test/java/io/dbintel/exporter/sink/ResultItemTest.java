package io.dbintel.exporter.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.exporter.Results;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import org.junit.jupiter.api.Test;

class ResultItemTest {

  @Test
  void aResultIsAboutAnInstanceOrATenant() {
    ResultItem instance = ResultItem.of(Results.event("a", Results.NOW));
    assertThat(instance.tenant()).isEqualTo("acme");
    assertThat(instance.subject()).isEqualTo("acme/orders");
    ResultItem tenant = ResultItem.of(about(Results.tenantResource("umbrella")));
    assertThat(tenant.tenant()).isEqualTo("umbrella");
    assertThat(tenant.subject()).isEqualTo("umbrella");
  }

  @Test
  void aResultWithoutItsTenantIsRefused() {
    ResultResource noTenant = Results.resource();
    noTenant.setTenant("");
    assertThatThrownBy(() -> ResultItem.of(about(noTenant)))
        .hasMessageContaining("acme/orders")
        .hasMessageContaining("without a tenant");
    ResultResource wrongTenant = Results.resource();
    wrongTenant.setTenant("umbrella");
    assertThatThrownBy(() -> ResultItem.of(about(wrongTenant)))
        .hasMessageContaining("umbrella")
        .hasMessageContaining("expected the tenant of the instance");
    ResultResource noSlash = Results.resource();
    noSlash.setInstance("orders");
    assertThatThrownBy(() -> ResultItem.of(about(noSlash))).hasMessageContaining("no slash");
  }

  @Test
  void whatIsNotAResultIsRefused() {
    assertThatThrownBy(() -> ResultItem.of(null)).hasMessageContaining("no value");
    assertThatThrownBy(() -> ResultItem.of(Results.resource()))
        .hasMessageContaining("a ResultResource");
    ResultMetrics twoValues = Results.metrics("m", 1);
    twoValues.getMetrics().get(0).getPoints().get(0).setDoubleValue(1.0);
    assertThatThrownBy(() -> ResultItem.of(twoValues)).hasMessageContaining("exactly one of");
  }

  @Test
  void aRecordOfSeveralPointsHasHalvesAndAnEventHasNone() {
    ResultItem whole = ResultItem.of(Results.metrics("m", 1));
    assertThat(whole.halves())
        .hasSize(2)
        .allMatch(half -> half.size() == 1)
        .extracting(
            half -> ((ResultItem.Metrics) half).metrics().getMetrics().get(0).getName().toString())
        .containsExactly("postgresql.commits", "postgresql.wal.age");
    assertThat(whole.halves().get(0).halves()).hasSize(1);
    ResultItem event = ResultItem.of(Results.event("e", 1));
    assertThat(event.halves()).containsExactly(event);
  }

  private static ResultEvent about(ResultResource resource) {
    ResultEvent event = Results.event("id", Results.NOW);
    event.setResource(resource);
    return event;
  }
}
