package io.dbintel.exporter.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ServiceIdentity;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultMapperTest {

  private final ResultMapper mapper = new ResultMapper(ServiceIdentity.HOSTPORT, true);

  @Test
  void theScopeIsThatOfTheSystemsCatalogue() {
    assertThat(log(Results.resource()).getInstrumentationScopeInfo().getName())
        .isEqualTo(SystemCatalogue.of("postgresql").scopeName())
        .isEqualTo("io.dbintel.postgresql");
    assertThat(mapper.metrics(Results.metrics("m", 1)))
        .allMatch(m -> m.getInstrumentationScopeInfo().getName().equals("io.dbintel.postgresql"));
  }

  @Test
  void aSystemWithoutCatalogueHasTheGeneralScope() {
    ResultResource unknown = Results.resource();
    unknown.setSystem("no such system");
    assertThat(log(unknown).getInstrumentationScopeInfo().getName()).isEqualTo("io.dbintel");
    assertThat(log(Results.tenantResource("acme")).getInstrumentationScopeInfo().getName())
        .isEqualTo("io.dbintel");
  }

  @Test
  void aResultAboutATenantHasNoServer() {
    assertThat(log(Results.tenantResource("umbrella")).getResource().getAttributes().asMap())
        .isEqualTo(Map.of(AttributeKey.stringKey("dbintel.tenant"), "umbrella"));
  }

  @Test
  void keysThatWouldChangeTheEntityAreLeftOut() {
    ResultResource resource = Results.resource();
    resource.setAttributes(Map.of("service.name", "x", "entity.guid", "y", "host.name", "db1"));
    assertThat(log(resource).getResource().getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("host.name"), "db1")
        .containsEntry(AttributeKey.stringKey("dbintel.instance"), "acme/orders")
        .doesNotContainKey(AttributeKey.stringKey("service.name"))
        .doesNotContainKey(AttributeKey.stringKey("entity.guid"));
  }

  @Test
  void theEventNameIsAlsoAnAttributeIfAsked() {
    assertThat(log(Results.resource()).getAttributes().get(AttributeKey.stringKey("event.name")))
        .isEqualTo("db.server.top_query");
  }

  private LogRecordData log(ResultResource resource) {
    ResultEvent event = Results.event("id", Results.NOW);
    event.setResource(resource);
    return mapper.log(event);
  }
}
