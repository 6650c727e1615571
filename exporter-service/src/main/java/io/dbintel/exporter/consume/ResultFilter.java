package io.dbintel.exporter.consume;

import io.dbintel.exporter.config.FilterConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.runtime.config.Glob;
import java.util.List;
import java.util.regex.Pattern;

/** Decides which results a sink gets. Immutable. */
final class ResultFilter {

  private final List<Pattern> events;
  private final List<Pattern> tenants;

  ResultFilter(FilterConfig config) {
    events = config.events().stream().map(Glob::pattern).toList();
    tenants = config.tenants().stream().map(Glob::pattern).toList();
  }

  /** Whether the sink gets the item. */
  boolean accepts(ResultItem item) {
    boolean event =
        !(item instanceof ResultItem.Event result)
            || matches(events, result.event().getEventName());
    return event && matches(tenants, item.tenant());
  }

  private static boolean matches(List<Pattern> patterns, String name) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
