package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Absent;
import io.dbintel.runtime.config.ConfigNode.Mapping;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Binds a mapping to a record, component by component, and reports every problem. */
final class RecordBinder {

  private final ProblemCollector problems;
  private final ValueBinder values;

  RecordBinder(ProblemCollector problems) {
    this.problems = problems;
    this.values = new ValueBinder(problems, this);
  }

  /** The record, or {@link ValueBinder#INVALID} if a problem was reported. */
  Object bind(Class<?> recordType, ConfigNode node, String path) {
    if (!(node instanceof Mapping) && !(node instanceof Absent)) {
      problems.add(
          path,
          node.location(),
          node.kind(),
          "a mapping with the keys " + String.join(", ", keys(recordType)),
          "indent the settings below the key");
      return ValueBinder.INVALID;
    }
    Map<String, ConfigNode> entries =
        node instanceof Mapping mapping ? mapping.entries() : Map.of();
    rejectUnknownKeys(recordType, entries, path);
    RecordComponent[] components = recordType.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      ConfigNode value = entries.getOrDefault(component.getName(), new Absent(node.location()));
      arguments[i] =
          values.bind(
              component.getGenericType(),
              SettingRules.of(component),
              value,
              ConfigPath.child(path, component.getName()));
    }
    return Arrays.asList(arguments).contains(ValueBinder.INVALID)
        ? ValueBinder.INVALID
        : construct(recordType, components, arguments, node, path);
  }

  private void rejectUnknownKeys(
      Class<?> recordType, Map<String, ConfigNode> entries, String path) {
    List<String> known = keys(recordType);
    entries.forEach(
        (key, node) -> {
          if (!known.contains(key)) {
            problems.add(
                ConfigPath.child(path, key),
                node.location(),
                "an unknown key",
                "one of " + String.join(", ", known),
                KeySuggestion.nearest(key, known)
                    .map(nearest -> "did you mean " + nearest + "?")
                    .orElse("remove it"));
          }
        });
  }

  static List<String> keys(Class<?> recordType) {
    return Arrays.stream(recordType.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private Object construct(
      Class<?> recordType,
      RecordComponent[] components,
      Object[] arguments,
      ConfigNode node,
      String path) {
    Class<?>[] parameterTypes =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = recordType.getDeclaredConstructor(parameterTypes);
      canonical.setAccessible(true);
      return canonical.newInstance(arguments);
    } catch (InvocationTargetException rejected) {
      if (rejected.getCause() instanceof InvalidSettingException invalid) {
        problems.add(invalid.problem(path, node.location()));
        return ValueBinder.INVALID;
      }
      if (rejected.getCause() instanceof IllegalArgumentException rule) {
        problems.add(
            path,
            node.location(),
            "settings that contradict each other",
            String.valueOf(rule.getMessage()),
            "change one of them");
        return ValueBinder.INVALID;
      }
      throw new IllegalStateException(recordType + " failed to construct", rejected.getCause());
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException(recordType + " has no usable constructor", inaccessible);
    }
  }
}
