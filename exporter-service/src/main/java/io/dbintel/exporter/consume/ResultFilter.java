package io.dbintel.exporter.consume;

import io.dbintel.exporter.config.FilterConfig;
import io.dbintel.exporter.sink.ResultItem;
import java.util.List;
import java.util.regex.Pattern;

/** Decides which results a sink gets. Immutable. */
final class ResultFilter {

  private final List<Pattern> events;
  private final List<Pattern> tenants;

  ResultFilter(FilterConfig config) {
    events = config.events().stream().map(ResultFilter::pattern).toList();
    tenants = config.tenants().stream().map(ResultFilter::pattern).toList();
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

  /** Everything but {@code *} and {@code ?} is matched literally. */
  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char character : glob.toCharArray()) {
      switch (character) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
