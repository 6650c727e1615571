package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.records.Source;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How an event is laid out for each system, made when one first has it. Not thread-safe. */
final class EventLayouts {
  private final String event;
  private final List<String> fields;
  private final Map<SystemCatalogue, EventLayout> bySystem = new IdentityHashMap<>();

  /**
   * @param event its name in the catalogues
   * @param fields the catalogues' names of its values, in their order
   */
  EventLayouts(String event, List<String> fields) {
    this.event = event;
    this.fields = fields;
  }

  /** The layout for the system that a fact comes from. */
  EventLayout of(Source source) {
    return bySystem.computeIfAbsent(
        source.catalogue(), catalogue -> EventLayout.of(catalogue, event, fields));
  }
}
