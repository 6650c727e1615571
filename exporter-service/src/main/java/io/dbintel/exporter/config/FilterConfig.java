package io.dbintel.exporter.config;

import io.dbintel.runtime.config.Setting;
import java.util.List;

/**
 * Which results a sink gets; others are counted and skipped. In a pattern {@code *} matches any
 * characters and {@code ?} for one.
 *
 * @param events patterns of event names; empty lets every event through. Metrics have no event name
 *     and are not affected
 * @param tenants patterns of tenants; empty lets the results of every tenant through
 */
public record FilterConfig(
    @Setting(
            description =
                "Names of the events it gets, for example db.server.*; empty means all events.")
        List<String> events,
    @Setting(
            description =
                "Tenants whose results it gets, for example acme; empty means all tenants.")
        List<String> tenants) {

  public FilterConfig {
    events = List.copyOf(events);
    tenants = List.copyOf(tenants);
  }
}
