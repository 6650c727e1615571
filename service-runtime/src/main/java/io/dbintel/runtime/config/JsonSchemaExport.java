package io.dbintel.runtime.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.runtime.config.ConfigNode.Mapping;
import io.dbintel.runtime.config.ConfigNode.Scalar;
import io.dbintel.runtime.config.ConfigNode.Sequence;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a configuration record as a JSON Schema (draft 2020-12), for completion and checking in
 * editors. It covers what the binder checks: keys, types, defaults, bounds, choices, and the
 * alternatives of a {@link DiscriminatedBy} interface as {@code oneOf}. Bounds of durations and
 * sizes are in the description, since JSON Schema cannot compare them.
 */
public final class JsonSchemaExport {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String PLACEHOLDER = "\\$\\{[^}]+\\}";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonSchemaExport() {}

  /** The schema as indented JSON, keys in the order of the record's components. */
  public static String of(Class<? extends Record> recordType) {
    ObjectNode root = JSON.objectNode();
    root.put("$schema", DIALECT).put("title", recordType.getSimpleName());
    root.setAll(recordSchema(recordType));
    ((ObjectNode) root.get("properties")).set(ConfigProviders.KEY, providersSchema());
    return root.toPrettyString();
  }

  private static ObjectNode recordSchema(Class<?> recordType) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (RecordComponent component : recordType.getRecordComponents()) {
      SettingRules rules = SettingRules.of(component);
      ObjectNode property = valueSchema(component.getGenericType(), rules);
      describe(property, rules, ValueBinder.rawClass(component.getGenericType()));
      properties.set(component.getName(), property);
      if (rules.required() && rules.defaultValue().isEmpty()) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode valueSchema(Type type, SettingRules rules) {
    Class<?> raw = ValueBinder.rawClass(type);
    if (raw == Optional.class) {
      return valueSchema(ValueBinder.argument(type, 0), rules);
    }
    if (raw == List.class) {
      ObjectNode list = JSON.objectNode().put("type", "array");
      list.set("items", valueSchema(ValueBinder.argument(type, 0), rules.forElements()));
      return bounds(list, rules, "minItems", "maxItems");
    }
    if (raw == Map.class) {
      ObjectNode map = JSON.objectNode().put("type", "object");
      Type element = ValueBinder.argument(type, 1);
      map.set("additionalProperties", valueSchema(element, rules.forElements()));
      return bounds(map, rules, "minProperties", "maxProperties");
    }
    if (Subtypes.exist(raw)) {
      return subtypesSchema(Subtypes.of(raw));
    }
    return ScalarType.of(raw)
        .map(scalar -> scalarSchema(raw, scalar, rules))
        .orElseGet(() -> recordSchema(raw));
  }

  /** One alternative for each record, told apart by the value of the discriminator. */
  private static ObjectNode subtypesSchema(Subtypes subtypes) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ArrayNode alternatives = schema.putArray("oneOf");
    subtypes
        .records()
        .forEach(
            (value, recordType) -> {
              ObjectNode alternative = recordSchema(recordType);
              ObjectNode discriminator = JSON.objectNode().put("const", value);
              ObjectNode properties = JSON.objectNode().set(subtypes.key(), discriminator);
              properties.setAll((ObjectNode) alternative.get("properties"));
              alternative.set("properties", properties);
              ArrayNode required = JSON.arrayNode().add(subtypes.key());
              if (alternative.get("required") instanceof ArrayNode others) {
                required.addAll(others);
              }
              alternative.set("required", required);
              alternatives.add(alternative);
            });
    return schema;
  }

  /** A placeholder may replace a value of any type. */
  private static ObjectNode scalarSchema(Class<?> raw, ScalarType scalar, SettingRules rules) {
    ObjectNode schema = JSON.objectNode();
    if (raw == Secret.class) {
      return schema.put("type", "string").put("minLength", 1).put("writeOnly", true);
    }
    if (!scalar.choices().isEmpty()) {
      ArrayNode alternatives = schema.putArray("anyOf");
      ArrayNode choices = alternatives.addObject().putArray("enum");
      scalar.choices().forEach(choices::add);
      alternatives.addObject().put("type", "string").put("pattern", PLACEHOLDER);
      return schema;
    }
    if (!scalar.jsonType().equals("string")) {
      schema.putArray("type").add(scalar.jsonType()).add("string");
      return bounds(schema.put("pattern", PLACEHOLDER), rules, "minimum", "maximum");
    }
    // YAML reads version: 18 as a number; the binder takes the text as written
    schema.putArray("type").add("string").add("number").add("boolean");
    String pattern =
        rules.pattern().isEmpty() ? scalar.jsonPattern() : "^(" + rules.pattern() + ")$";
    if (!pattern.isEmpty()) {
      schema.put("pattern", pattern + "|" + PLACEHOLDER);
    }
    return raw == String.class ? bounds(schema, rules, "minLength", "maxLength") : schema;
  }

  private static ObjectNode bounds(
      ObjectNode schema, SettingRules rules, String minKey, String maxKey) {
    if (!rules.min().isEmpty()) {
      schema.set(minKey, number(rules.min()));
    }
    if (!rules.max().isEmpty()) {
      schema.set(maxKey, number(rules.max()));
    }
    return schema;
  }

  private static JsonNode number(String text) {
    return text.matches("-?\\d+")
        ? JSON.numberNode(Long.parseLong(text))
        : JSON.numberNode(Double.parseDouble(text));
  }

  private static void describe(ObjectNode property, SettingRules rules, Class<?> raw) {
    boolean textWithBounds =
        ScalarType.of(raw).filter(scalar -> !scalar.jsonPattern().isEmpty()).isPresent();
    String allowed = textWithBounds ? rules.allowed("", "").replaceFirst("^, ", "") : "";
    String description =
        allowed.isEmpty()
            ? rules.description()
            : rules.description() + " Allowed: " + allowed + ".";
    if (!description.isEmpty()) {
      property.put("description", description.strip());
    }
    rules.defaultValue().ifPresent(text -> property.set("default", defaultJson(text, raw)));
  }

  private static JsonNode defaultJson(String text, Class<?> raw) {
    if (raw == List.class || raw == Map.class) {
      return toJson(new YamlReader("default", new ProblemCollector()).read(text));
    }
    return switch (ScalarType.of(raw).map(ScalarType::jsonType).orElse("string")) {
      case "integer", "number" -> number(text);
      case "boolean" -> JSON.booleanNode(Boolean.parseBoolean(text));
      default -> JSON.textNode(text);
    };
  }

  private static JsonNode toJson(ConfigNode node) {
    if (node instanceof Sequence sequence) {
      ArrayNode array = JSON.arrayNode();
      sequence.items().forEach(item -> array.add(toJson(item)));
      return array;
    }
    if (node instanceof Mapping mapping) {
      ObjectNode object = JSON.objectNode();
      for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
        object.set(entry.getKey(), toJson(entry.getValue()));
      }
      return object;
    }
    return node instanceof Scalar scalar ? JSON.textNode(scalar.text()) : JSON.nullNode();
  }

  private static ObjectNode providersSchema() {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.put(
        "description", "Further sources of placeholder values: Kafka ConfigProviders by name.");
    ObjectNode provider = schema.putObject("additionalProperties").put("type", "object");
    ObjectNode properties = provider.putObject("properties");
    properties.putObject("class").put("type", "string");
    properties.putObject("parameters").put("type", "object");
    provider.putArray("required").add("class");
    provider.put("additionalProperties", false);
    return schema;
  }
}
