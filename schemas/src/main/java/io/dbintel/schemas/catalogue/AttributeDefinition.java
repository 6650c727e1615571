package io.dbintel.schemas.catalogue;

import java.util.List;

/**
 * An attribute of metric points.
 *
 * @param name attribute name
 * @param description one line
 * @param values what it may be, when that is a fixed list; else empty
 * @param detail whether it names one of the many objects of a database, such as a table: a series
 *     that has it is missed least, and may be told as part of a sum
 */
public record AttributeDefinition(
    String name, String description, List<String> values, boolean detail) {

  public AttributeDefinition {
    Required.text("name of an attribute", name);
    Required.text("description of attribute " + name, description);
    values = values == null ? List.of() : List.copyOf(values);
  }
}
