package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Absent;
import io.dbintel.runtime.config.ConfigNode.Mapping;
import io.dbintel.runtime.config.ConfigNode.Scalar;
import io.dbintel.runtime.config.ConfigNode.Unresolved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds a mapping to the record that its discriminator chooses. */
final class SubtypeBinder {

  private final ProblemCollector problems;
  private final RecordBinder records;

  SubtypeBinder(ProblemCollector problems, RecordBinder records) {
    this.problems = problems;
    this.records = records;
  }

  /** The record, or {@link ValueBinder#INVALID} if a problem was reported. */
  Object bind(Class<?> type, ConfigNode node, String path) {
    Subtypes subtypes = Subtypes.of(type);
    if (!(node instanceof Mapping mapping)) {
      problems.add(
          path,
          node.location(),
          node.kind(),
          "a mapping with the key " + subtypes.key() + " and the settings that go with it",
          "indent the settings below the key");
      return ValueBinder.INVALID;
    }
    return chosen(subtypes, mapping, path)
        .map(value -> bind(subtypes, value, mapping, path))
        .orElse(ValueBinder.INVALID);
  }

  private Optional<String> chosen(Subtypes subtypes, Mapping mapping, String path) {
    String key = subtypes.key();
    String keyPath = ConfigPath.child(path, key);
    String allowed = "one of " + String.join(", ", subtypes.values());
    ConfigNode node = mapping.entries().getOrDefault(key, new Absent(mapping.location()));
    if (node instanceof Unresolved) {
      return Optional.empty();
    }
    if (!(node instanceof Scalar scalar)) {
      String fix =
          mapping.entries().keySet().stream()
              .filter(other -> subtypes.valuesWith(other).isEmpty())
              .filter(other -> KeySuggestion.nearest(other, List.of(key)).isPresent())
              .filter(other -> !other.equals(key))
              .findFirst()
              .map(other -> "did you mean " + key + " by " + other + "?")
              .orElse("set " + keyPath);
      problems.add(keyPath, node.location(), node.kind(), allowed, fix);
      return Optional.empty();
    }
    Optional<String> value = subtypes.value(scalar.text());
    if (value.isEmpty()) {
      String fix =
          KeySuggestion.nearest(scalar.text(), subtypes.values())
              .map(nearest -> "did you mean " + nearest + "?")
              .orElse("set " + keyPath + " to an allowed value");
      problems.add(keyPath, node.location(), scalar.shown(), allowed, fix);
    }
    return value;
  }

  private Object bind(Subtypes subtypes, String value, Mapping mapping, String path) {
    Class<?> recordType = subtypes.records().get(value);
    List<String> own = RecordBinder.keys(recordType);
    Map<String, ConfigNode> settings = new LinkedHashMap<>(mapping.entries());
    settings.remove(subtypes.key());
    mapping
        .entries()
        .forEach(
            (setting, node) -> {
              List<String> others = subtypes.valuesWith(setting);
              if (!own.contains(setting) && !others.isEmpty()) {
                reject(subtypes.key(), value, others, own, path, setting, node);
                settings.remove(setting);
              }
            });
    return records.bind(recordType, new Mapping(mapping.location(), settings), path);
  }

  private void reject(
      String key,
      String value,
      List<String> others,
      List<String> own,
      String path,
      String setting,
      ConfigNode node) {
    problems.add(
        ConfigPath.child(path, setting),
        node.location(),
        "a setting of " + key + ": " + String.join(", ", others),
        "with " + key + ": " + value + " one of " + String.join(", ", own),
        "remove it or change " + ConfigPath.child(path, key));
  }
}
