package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.EventDefinition;
import io.dbintel.schemas.catalogue.EventDefinition.Attribute;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.catalogue.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Names and types of an event's attributes in one catalogue, worked out once: which value goes
 * where. An event's values are given as an array, by the positions of {@code fields}; those that
 * are null, or that the catalogue gives no attribute, are left out.
 */
final class EventLayout {
  private final String name;
  private final Slot[] slots;

  private record Slot(int field, String attribute, ValueType type, boolean prefix) {}

  private EventLayout(String name, Slot[] slots) {
    this.name = name;
    this.slots = slots;
  }

  /**
   * Works out the layout of an event.
   *
   * @param fields the product's names of the values
   * @throws IllegalArgumentException when the catalogue wants a value that is not among them
   */
  static EventLayout of(SystemCatalogue catalogue, String event, List<String> fields) {
    EventDefinition definition = catalogue.event(event);
    List<Slot> slots = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Attribute attribute : definition.attributes()) {
      int field = fields.indexOf(attribute.value());
      if (field < 0) {
        throw new IllegalArgumentException(
            "attribute "
                + attribute.name()
                + " of event "
                + event
                + " of "
                + catalogue.system()
                + " has value "
                + attribute.value()
                + "; expected one of "
                + String.join(", ", fields));
      }
      if (!names.add(attribute.name())) {
        throw new IllegalArgumentException(
            "attribute " + attribute.name() + " of event " + event + " is duplicated");
      }
      slots.add(new Slot(field, attribute.name(), attribute.type(), attribute.prefix()));
    }
    return new EventLayout(event, slots.toArray(Slot[]::new));
  }

  /** Name of the event. */
  String name() {
    return name;
  }

  /**
   * The attributes that have a value, in the catalogue's order.
   *
   * @param values by position of the fields
   * @param more how many further attributes the caller will add
   */
  ArrayMap<Object> attributes(Object[] values, int more) {
    ArrayMap<Object> attributes = new ArrayMap<>(slots.length + more);
    for (Slot slot : slots) {
      Object value = values[slot.field()];
      if (value == null) {
        continue;
      }
      if (slot.prefix()) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          attributes.add(slot.attribute() + entry.getKey(), typed(entry.getValue(), slot.type()));
        }
      } else {
        attributes.add(slot.attribute(), typed(value, slot.type()));
      }
    }
    return attributes;
  }

  private static Object typed(Object value, ValueType type) {
    return switch (type) {
      case INT -> integer(value);
      case DOUBLE -> value instanceof Number number ? (Object) number.doubleValue() : text(value);
      case BOOLEAN -> value instanceof Boolean ? value : text(value);
      case STRINGS -> value instanceof List<?> ? value : List.of(text(value));
      case STRING -> text(value);
    };
  }

  /** A text that is not a number stays a text: identifiers are not to be lost. */
  private static Object integer(Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    String text = text(value);
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A list as a text is written in braces, separated by commas. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      StringJoiner joined = new StringJoiner(",", "{", "}");
      list.forEach(element -> joined.add(element.toString()));
      return joined.toString();
    }
    return value.toString();
  }
}
