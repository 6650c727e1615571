package io.dbintel.schemas.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * An event, which becomes an OTLP log record.
 *
 * @param name event name
 * @param description one line; null in a system's file for an event that the product file describes
 * @param attributes its attributes, in order
 */
public record EventDefinition(String name, String description, List<Attribute> attributes) {

  public EventDefinition {
    Required.text("name of an event", name);
    attributes = List.copyOf(attributes);
  }

  /**
   * An attribute of an event.
   *
   * @param name attribute name; with {@code prefix}, what the names begin with
   * @param value the field that it holds, by the product's name for it
   * @param type type of the value
   * @param prefix true when the field is a map and each entry becomes an attribute
   * @param description one line
   */
  public record Attribute(
      String name, String value, ValueType type, boolean prefix, String description) {

    public Attribute {
      Required.text("name of an event's attribute", name);
      Required.text("value of attribute " + name, value);
      Required.present("type of attribute " + name, type);
      Required.text("description of attribute " + name, description);
    }
  }

  /** This event with the attributes that a system adds. */
  EventDefinition with(List<Attribute> more) {
    List<Attribute> all = new ArrayList<>(attributes);
    all.addAll(more);
    return new EventDefinition(name, description, all);
  }
}
