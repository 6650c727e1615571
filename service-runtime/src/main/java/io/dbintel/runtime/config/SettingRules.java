package io.dbintel.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a component's {@link Setting} for its value. */
record SettingRules(
    String description,
    Optional<String> defaultValue,
    String min,
    String max,
    boolean required,
    String pattern) {

  static SettingRules of(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      return new SettingRules("", Optional.empty(), "", "", component.getType().isPrimitive(), "");
    }
    Optional<String> defaultValue =
        Optional.of(setting.defaultValue()).filter(text -> !text.equals(Setting.NO_DEFAULT));
    boolean required =
        setting.required() || (component.getType().isPrimitive() && defaultValue.isEmpty());
    return new SettingRules(
        setting.description(),
        defaultValue,
        setting.min(),
        setting.max(),
        required,
        setting.pattern());
  }

  /** The rules for each element of a list or map: only the pattern applies to them. */
  SettingRules forElements() {
    return new SettingRules(description, Optional.empty(), "", "", false, pattern);
  }

  /** Whether a scalar of this type complies with bounds and pattern. */
  boolean accept(ScalarType type, Object value) {
    if (value instanceof String text) {
      return acceptSize(text.length()) && (pattern.isEmpty() || text.matches(pattern));
    }
    return (min.isEmpty() || compare(value, type.parser().apply(min)) >= 0)
        && (max.isEmpty() || compare(value, type.parser().apply(max)) <= 0);
  }

  /** Whether a list, map or string of this size is within the bounds. */
  boolean acceptSize(int size) {
    return (min.isEmpty() || size >= Integer.parseInt(min))
        && (max.isEmpty() || size <= Integer.parseInt(max));
  }

  /** Describes what is allowed: type, bounds, pattern. */
  String allowed(String typeAllowed, String measured) {
    List<String> parts = new ArrayList<>(List.of(typeAllowed));
    if (!min.isEmpty()) {
      parts.add(measured + "at least " + min);
    }
    if (!max.isEmpty()) {
      parts.add(measured + "at most " + max);
    }
    if (!pattern.isEmpty()) {
      parts.add("matching " + pattern);
    }
    return String.join(", ", parts);
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object value, Object bound) {
    return ((Comparable<Object>) value).compareTo(bound);
  }
}
