package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** Holds responses against their schemas in openapi.yaml, as far as that one uses JSON Schema. */
public final class DocumentedShapes {
  private final JsonNode document =
      new ObjectMapper().valueToTree(new Yaml().<Object>load(AdminApi.document()));

  /**
   * Where the response to a GET is not as documented.
   *
   * @param path below the base, with its query
   */
  public List<String> mismatches(String path, JsonNode response) {
    String bare = path.replaceFirst("\\?.*", "");
    String template =
        Operation.of("GET", Operation.BASE + bare).operation().template().replace("/", "~1");
    JsonNode schema =
        document.at("/paths/" + template + "/get/responses/200/content/application~1json/schema");
    List<String> mismatches = new ArrayList<>();
    check("", schema, response, mismatches);
    return mismatches;
  }

  private void check(String at, JsonNode schema, JsonNode value, List<String> mismatches) {
    if (schema.has("$ref")) {
      check(at, document.at(schema.get("$ref").asText().substring(1)), value, mismatches);
    } else if (schema.has("oneOf")) {
      boolean fits = false;
      for (JsonNode one : schema.get("oneOf")) {
        List<String> tried = new ArrayList<>();
        check(at, one, value, tried);
        fits |= tried.isEmpty();
      }
      report(fits, at + " fits none of oneOf: " + value, mismatches);
    } else if (schema.has("allOf") || schema.has("properties")) {
      object(at, schema, value, mismatches);
    } else if (schema.path("type").asText().equals("array")) {
      report(value.isArray(), at + " is no array", mismatches);
      value.forEach(item -> check(at + "[]", schema.get("items"), item, mismatches));
    } else if (schema.has("additionalProperties")) {
      value.forEach(
          member -> check(at + ".*", schema.get("additionalProperties"), member, mismatches));
    } else {
      scalar(at, schema, value, mismatches);
    }
  }

  private void object(String at, JsonNode schema, JsonNode value, List<String> mismatches) {
    Map<String, JsonNode> properties = new TreeMap<>();
    List<String> required = new ArrayList<>();
    collect(schema, properties, required);
    report(value.isObject(), at + " is no object: " + value, mismatches);
    required.forEach(name -> report(value.has(name), at + " lacks " + name, mismatches));
    for (Iterator<Map.Entry<String, JsonNode>> members = value.fields(); members.hasNext(); ) {
      Map.Entry<String, JsonNode> member = members.next();
      JsonNode known = properties.get(member.getKey());
      report(known != null, at + " has " + member.getKey() + " besides", mismatches);
      if (known != null) {
        check(at + "." + member.getKey(), known, member.getValue(), mismatches);
      }
    }
  }

  private void collect(JsonNode schema, Map<String, JsonNode> properties, List<String> required) {
    if (schema.has("$ref")) {
      collect(document.at(schema.get("$ref").asText().substring(1)), properties, required);
    }
    schema.path("allOf").forEach(part -> collect(part, properties, required));
    schema
        .path("properties")
        .fields()
        .forEachRemaining(p -> properties.put(p.getKey(), p.getValue()));
    schema.path("required").forEach(name -> required.add(name.asText()));
  }

  private static void scalar(String at, JsonNode schema, JsonNode value, List<String> mismatches) {
    List<String> types = new ArrayList<>();
    if (schema.get("type").isArray()) {
      schema.get("type").forEach(type -> types.add(type.asText()));
    } else {
      types.add(schema.get("type").asText());
    }
    boolean fits = types.stream().anyMatch(type -> is(type, value));
    report(fits, at + " is " + value + ", not " + types, mismatches);
    boolean listed = !schema.has("enum");
    for (JsonNode one : schema.path("enum")) {
      listed |= one.equals(value);
    }
    report(listed, at + " is " + value + ", not one of " + schema.get("enum"), mismatches);
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "object" -> value.isObject();
      default -> false;
    };
  }

  private static void report(boolean holds, String problem, List<String> mismatches) {
    if (!holds) {
      mismatches.add(problem);
    }
  }
}
