package io.dbintel.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The records that a mapping may be bound to, and the key that chooses one.
 *
 * @param key the discriminator
 * @param records records by the value of the discriminator, in declaration order
 */
record Subtypes(String key, Map<String, Class<?>> records) {

  static boolean exist(Class<?> type) {
    return type.isAnnotationPresent(DiscriminatedBy.class);
  }

  /**
   * The records of an interface marked {@link DiscriminatedBy}.
   *
   * @throws IllegalStateException when the interface or a record is declared wrongly
   */
  static Subtypes of(Class<?> type) {
    DiscriminatedBy marker = type.getAnnotation(DiscriminatedBy.class);
    Subtypes subtypes = new Subtypes(marker.value(), new LinkedHashMap<>());
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        Discriminator discriminator = permitted.getAnnotation(Discriminator.class);
        if (discriminator == null) {
          throw new IllegalStateException(
              permitted.getName() + " has no @Discriminator; add one with its " + marker.value());
        }
        subtypes.add(type, discriminator.value(), permitted);
      }
    }
    if (marker.provider() != ConfigSubtype.class) {
      ServiceLoader.load(marker.provider(), type.getClassLoader())
          .forEach(added -> subtypes.add(type, added.discriminator(), added.configType()));
    }
    if (subtypes.records.isEmpty()) {
      throw new IllegalStateException(
          type.getName() + " has no records; seal it, or register services of its provider");
    }
    return new Subtypes(subtypes.key, Collections.unmodifiableMap(subtypes.records));
  }

  List<String> values() {
    return List.copyOf(records.keySet());
  }

  /** The value as declared, for one as written. */
  Optional<String> value(String written) {
    return Optional.of(ScalarType.writtenForm(written)).filter(records::containsKey);
  }

  /** The values of the discriminator with which this key is a setting. */
  List<String> valuesWith(String setting) {
    return values().stream()
        .filter(value -> RecordBinder.keys(records.get(value)).contains(setting))
        .toList();
  }

  private void add(Class<?> type, String value, Class<?> subtype) {
    if (!subtype.isRecord() || !type.isAssignableFrom(subtype)) {
      throw new IllegalStateException(
          subtype.getName() + " is not a record that implements " + type.getName());
    }
    if (RecordBinder.keys(subtype).contains(key)) {
      throw new IllegalStateException(
          subtype.getName() + " has the component " + key + ", which is the discriminator");
    }
    if (!value.equals(ScalarType.writtenForm(value))) {
      throw new IllegalStateException(
          "the discriminator '" + value + "' of " + subtype.getName() + " is not in lower case");
    }
    Class<?> other = records.put(value, subtype);
    if (other != null) {
      throw new IllegalStateException(
          key + ": " + value + " is duplicated: " + other.getName() + ", " + subtype.getName());
    }
  }
}
