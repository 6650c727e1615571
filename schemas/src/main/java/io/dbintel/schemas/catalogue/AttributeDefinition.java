package io.dbintel.schemas.catalogue;

import java.util.List;

/**
 * An attribute of metric points.
 *
 * @param name attribute name
 * @param description one line
 * @param values what it may be, when that is a fixed list; else empty
 */
public record AttributeDefinition(String name, String description, List<String> values) {

  public AttributeDefinition {
    Required.text("name of an attribute", name);
    Required.text("description of attribute " + name, description);
    values = values == null ? List.of() : List.copyOf(values);
  }
}
