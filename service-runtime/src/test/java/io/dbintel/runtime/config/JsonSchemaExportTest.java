package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonSchemaExportTest {

  private JsonNode schema;

  @BeforeEach
  void export() throws JsonProcessingException {
    schema = new ObjectMapper().readTree(JsonSchemaExport.of(SampleConfig.class));
  }

  @Test
  void isADraft202012ObjectWithAllKeysInOrder() {
    assertThat(schema.get("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.get("type").asText()).isEqualTo("object");
    assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
    assertThat(schema.get("required")).hasToString("[\"name\"]");
    List<String> expected = new ArrayList<>(RecordBinder.keys(SampleConfig.class));
    expected.add("config.providers");
    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(expected);
  }

  @Test
  void saysWhatTheBinderChecks() {
    assertThat(property("workers"))
        .hasToString(
            "{\"type\":[\"integer\",\"string\"],\"pattern\":\"\\\\$\\\\{[^}]+\\\\}\","
                + "\"minimum\":1,\"maximum\":64,\"description\":\"Workers.\",\"default\":2}");
    assertThat(property("share").get("maximum").asDouble()).isEqualTo(1);
    assertThat(property("enabled").get("default").asBoolean()).isTrue();
    assertThat(property("mode").at("/anyOf/0/enum")).hasToString("[\"read_only\",\"read_write\"]");
    assertThat(property("interval").get("description").asText())
        .isEqualTo("Poll interval. Allowed: at least 1s, at most 1h.");
    assertThat(property("tags").get("maxItems").asInt()).isEqualTo(3);
    assertThat(property("tags").get("default")).hasToString("[\"x\",\"y\"]");
    assertThat(property("properties").get("additionalProperties").get("type")).isNotEmpty();
    assertThat(property("nested").get("additionalProperties").asBoolean()).isFalse();
    assertThat(property("others").at("/items/properties/high/maximum").asInt()).isEqualTo(99);
    assertThat(property("login").at("/properties/password/writeOnly").asBoolean()).isTrue();
    assertThat(property("login").get("required")).hasToString("[\"user\",\"password\"]");
  }

  @Test
  void textPatternsAdmitTheWrittenFormAndPlaceholders() {
    Pattern interval = Pattern.compile(property("interval").get("pattern").asText());
    assertThat(List.of("500ms", "7d", "${env:INTERVAL}"))
        .allMatch(text -> interval.matcher(text).find());
    assertThat(List.of("soon", "5", "5 weeks")).noneMatch(text -> interval.matcher(text).find());
  }

  private JsonNode property(String name) {
    return schema.get("properties").get(name);
  }
}
