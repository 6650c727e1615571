package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Absent;
import io.dbintel.runtime.config.ConfigNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Merges a later file into an earlier one: mappings merge key by key, lists and single values
 * replace, a key without a value removes the earlier value.
 */
final class Overlay {

  private Overlay() {}

  static ConfigNode merge(ConfigNode base, ConfigNode overlay) {
    if (!(base instanceof Mapping lower) || !(overlay instanceof Mapping upper)) {
      return overlay;
    }
    Map<String, ConfigNode> merged = new LinkedHashMap<>(lower.entries());
    upper
        .entries()
        .forEach(
            (key, value) ->
                merged.merge(
                    key,
                    value,
                    (earlier, later) -> later instanceof Absent ? later : merge(earlier, later)));
    return new Mapping(lower.entries().isEmpty() ? upper.location() : lower.location(), merged);
  }
}
