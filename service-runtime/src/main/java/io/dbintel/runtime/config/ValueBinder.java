package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Absent;
import io.dbintel.runtime.config.ConfigNode.Mapping;
import io.dbintel.runtime.config.ConfigNode.Scalar;
import io.dbintel.runtime.config.ConfigNode.Sequence;
import io.dbintel.runtime.config.ConfigNode.Unresolved;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts a node to the type of a component. */
final class ValueBinder {

  /** Placeholder for a value with a problem that has been reported. */
  static final Object INVALID = new Object();

  private final ProblemCollector problems;
  private final RecordBinder records;
  private final SubtypeBinder subtypes;

  ValueBinder(ProblemCollector problems, RecordBinder records) {
    this.problems = problems;
    this.records = records;
    this.subtypes = new SubtypeBinder(problems, records);
  }

  Object bind(Type type, SettingRules rules, ConfigNode node, String path) {
    if (node instanceof Unresolved) {
      return INVALID;
    }
    if (node instanceof Absent && rules.defaultValue().isPresent()) {
      return bind(type, rules, defaultNode(type, rules, node.location()), path);
    }
    if (node instanceof Absent && rules.required()) {
      String allowed = ScalarType.of(rawClass(type)).map(ScalarType::allowed).orElse("a value");
      problems.add(path, node.location(), "nothing", rules.allowed(allowed, ""), "set " + path);
      return INVALID;
    }
    Class<?> raw = rawClass(type);
    if (raw == Optional.class) {
      return bindOptional(argument(type, 0), rules, node, path);
    }
    if (raw == List.class) {
      return bindList(argument(type, 0), rules, node, path);
    }
    if (raw == Map.class) {
      return bindMap(argument(type, 1), rules, node, path);
    }
    if (raw.isRecord() && ScalarType.of(raw).isEmpty()) {
      return records.bind(raw, node, path);
    }
    if (Subtypes.exist(raw)) {
      return node instanceof Absent ? null : subtypes.bind(raw, node, path);
    }
    return node instanceof Absent ? null : bindScalar(raw, rules, node, path);
  }

  /** A default is written as in a file: scalars as they are, collections in YAML flow style. */
  private ConfigNode defaultNode(Type type, SettingRules rules, String location) {
    String text = rules.defaultValue().orElseThrow();
    Class<?> raw = rawClass(type);
    boolean collection = raw == List.class || raw == Map.class;
    return collection
        ? new YamlReader(location, problems).read(text)
        : new Scalar(location, text, text);
  }

  private Object bindOptional(Type element, SettingRules rules, ConfigNode node, String path) {
    if (node instanceof Absent) {
      return Optional.empty();
    }
    Object value = bind(element, rules, node, path);
    return value == INVALID ? INVALID : Optional.ofNullable(value);
  }

  private Object bindList(Type element, SettingRules rules, ConfigNode node, String path) {
    if (!(node instanceof Sequence) && !(node instanceof Absent)) {
      problems.add(
          path, node.location(), node.kind(), "a list", "write [a, b] or one '- ' line per item");
      return INVALID;
    }
    List<ConfigNode> items = node instanceof Sequence sequence ? sequence.items() : List.of();
    List<Object> values = new ArrayList<>();
    for (ConfigNode item : items) {
      String itemPath = ConfigPath.item(path, values.size());
      values.add(bindElement(element, rules, item, itemPath));
    }
    return checkSize(values.size(), "a list", rules, node, path) && !values.contains(INVALID)
        ? List.copyOf(values)
        : INVALID;
  }

  private Object bindMap(Type element, SettingRules rules, ConfigNode node, String path) {
    if (!(node instanceof Mapping) && !(node instanceof Absent)) {
      problems.add(
          path, node.location(), node.kind(), "a mapping", "indent 'name: value' lines below it");
      return INVALID;
    }
    Map<String, ConfigNode> entries =
        node instanceof Mapping mapping ? mapping.entries() : Map.of();
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach(
        (key, value) ->
            values.put(key, bindElement(element, rules, value, ConfigPath.child(path, key))));
    return checkSize(values.size(), "a mapping", rules, node, path)
            && !values.containsValue(INVALID)
        ? Collections.unmodifiableMap(values)
        : INVALID;
  }

  private Object bindElement(Type element, SettingRules rules, ConfigNode node, String path) {
    Object value = bind(element, rules.forElements(), node, path);
    if (value == null) {
      problems.add(path, node.location(), "nothing", "a value", "give it a value or remove it");
      return INVALID;
    }
    return value;
  }

  private boolean checkSize(
      int size, String kind, SettingRules rules, ConfigNode node, String path) {
    if (rules.acceptSize(size)) {
      return true;
    }
    String allowed = rules.allowed(kind, "size ");
    problems.add(path, node.location(), size + " entries", allowed, "add or remove entries");
    return false;
  }

  private Object bindScalar(Class<?> type, SettingRules rules, ConfigNode node, String path) {
    ScalarType scalarType =
        ScalarType.of(type)
            .orElseThrow(
                () -> new IllegalStateException(path + " has the unsupported type " + type));
    String allowed = rules.allowed(scalarType.allowed(), type == String.class ? "length " : "");
    String fix = "set " + path + " to an allowed value";
    if (!(node instanceof Scalar scalar)) {
      problems.add(path, node.location(), node.kind(), allowed, fix);
      return INVALID;
    }
    if (type == Secret.class) {
      problems.withhold(scalar.text());
    }
    try {
      Object value = scalarType.parser().apply(scalar.text());
      if (rules.accept(scalarType, value)) {
        return value;
      }
    } catch (RuntimeException unreadable) {
      // reported below with the allowed values, which is more helpful than the parser's message
    }
    String found = type == Secret.class ? "an unusable secret" : scalar.shown();
    problems.add(path, node.location(), found, allowed, fix);
    return INVALID;
  }

  static Class<?> rawClass(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  static Type argument(Type type, int position) {
    return ((ParameterizedType) type).getActualTypeArguments()[position];
  }
}
