package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.EventDefinition;
import io.dbintel.schemas.catalogue.EventDefinition.Attribute;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.catalogue.ValueType;
import io.dbintel.schemas.serde.AvroBytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names and types of an event's attributes in one catalogue, worked out once: which value goes
 * where. An event's values are given as an array, by the positions of {@code fields}; those that
 * are null, or that the catalogue gives no attribute, are left out.
 */
final class EventLayout {
  private final String name;
  private final Slot[] slots;

  /** {@code key} is the attribute's name, encoded. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Slot(int field, String attribute, byte[] key, ValueType type, boolean prefix) {}

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
      byte[] key = new AvroBytes().writeText(attribute.name()).take();
      slots.add(new Slot(field, attribute.name(), key, attribute.type(), attribute.prefix()));
    }
    return new EventLayout(event, slots.toArray(Slot[]::new));
  }

  /** Name of the event. */
  String name() {
    return name;
  }

  /** Writes a map of the attributes that have a value, in the catalogue's order. */
  void write(Object[] values, AvroBytes out) {
    writeEntries(values, 0, out);
    out.endCollection();
  }

  /**
   * Begins a map and writes the attributes that have a value, in the catalogue's order.
   *
   * @param values by position of the fields
   * @param more how many further entries the caller writes before it ends the map
   */
  void writeEntries(Object[] values, int more, AvroBytes out) {
    int size = more + size(values);
    if (size > 0) {
      out.writeInt(size);
    }
    for (Slot slot : slots) {
      Object value = values[slot.field()];
      if (value == null) {
        continue;
      }
      if (slot.prefix()) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          out.writeText(slot.attribute() + entry.getKey());
          AttributeValue.write(entry.getValue(), slot.type(), out);
        }
      } else {
        out.writeRaw(slot.key());
        AttributeValue.write(value, slot.type(), out);
      }
    }
  }

  private int size(Object[] values) {
    int size = 0;
    for (Slot slot : slots) {
      Object value = values[slot.field()];
      if (value != null) {
        size += slot.prefix() ? ((Map<?, ?>) value).size() : 1;
      }
    }
    return size;
  }
}
