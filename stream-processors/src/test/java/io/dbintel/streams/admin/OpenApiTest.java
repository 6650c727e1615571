package io.dbintel.streams.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Holds openapi.yaml and the routes of the server against each other. */
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "post", "delete", "put", "patch");

  private final JsonNode document =
      new ObjectMapper().valueToTree(new Yaml().<Object>load(AdminApi.document()));

  @Test
  void documentHasEveryRouteWithItsRoleAndNoOther() {
    Set<String> documented = new TreeSet<>();
    for (Iterator<Map.Entry<String, JsonNode>> paths = document.get("paths").fields();
        paths.hasNext(); ) {
      Map.Entry<String, JsonNode> path = paths.next();
      for (Iterator<Map.Entry<String, JsonNode>> methods = path.getValue().fields();
          methods.hasNext(); ) {
        Map.Entry<String, JsonNode> method = methods.next();
        if (METHODS.contains(method.getKey())) {
          JsonNode operation = method.getValue();
          boolean open = operation.has("security") && operation.get("security").isEmpty();
          String description = operation.path("description").asText();
          documented.add(
              operation.get("operationId").asText()
                  + " "
                  + method.getKey().toUpperCase(java.util.Locale.ROOT)
                  + " "
                  + path.getKey()
                  + " "
                  + (open ? "open" : description.replaceAll("(?s)^Role (\\w+)\\..*", "$1")));
        }
      }
    }
    Set<String> routes = new TreeSet<>();
    for (Operation operation : Operation.values()) {
      routes.add(
          operation.id()
              + " "
              + operation.method()
              + " "
              + operation.template()
              + " "
              + (operation.role() == null ? "open" : operation.role().label()));
    }
    assertThat(documented).isEqualTo(routes);
    assertThat(document.at("/servers/0/url").asText()).isEqualTo(Operation.BASE);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void pathsAreMatchedAsAWhole() {
    assertThat(Operation.of("GET", "/api/v1/instances/acme/orders%2Ddb/circuit").parts())
        .containsEntry("tenant", "acme")
        .containsEntry("name", "orders-db");
    for (String path : new String[] {"/", "/api/v1", "/api/v1/instances/", "/api/v1/skip/x"}) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Operation.of("GET", path)))
          .isInstanceOf(ApiException.class);
    }
  }
}
