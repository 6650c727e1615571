package io.dbintel.streams.operators.budget;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.Instrument;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.insights.MetricOverflow;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.statements.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up points of single tables, by all their attributes but those that name the table: the
 * growth of counters, and the values of sums that may fall. What is added up in a read is told with
 * it, so that what all points of a metric say together does not depend on what is withheld. Values
 * of a gauge are not to be added up; they are told again when tables are. Not thread-safe.
 */
final class TableSums {
  private final SystemCatalogue catalogue;
  private final SortedMap<String, MetricOverflow> sums = new TreeMap<>();

  TableSums(SystemCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  void add(MetricPoint point) {
    if (point.metric().instrument() == Instrument.GAUGE) {
      return;
    }
    SortedMap<String, CleanText> common = common(point);
    MetricOverflow one =
        new MetricOverflow(
            point.metric(), common, point.interval(), 0, point.longValue(), point.doubleValue());
    sums.merge(key(point.metric(), common, point.longValue() != null), one, TableSums::plus);
  }

  private SortedMap<String, CleanText> common(MetricPoint point) {
    SortedMap<String, CleanText> common = new TreeMap<>();
    for (Map.Entry<String, CleanText> attribute : point.attributes().entrySet()) {
      if (!catalogue.isDetail(attribute.getKey())) {
        common.put(attribute.getKey(), attribute.getValue());
      }
    }
    return common;
  }

  private static String key(
      MetricDefinition metric, SortedMap<String, CleanText> attributes, boolean integer) {
    StringBuilder key = new StringBuilder(metric.name()).append('\n').append(integer);
    attributes.forEach((name, value) -> key.append('\n').append(name).append('\n').append(value));
    return key.toString();
  }

  /** A sum begins where the last of its parts does: with the read before, if that had one. */
  private static MetricOverflow plus(MetricOverflow sum, MetricOverflow one) {
    Interval interval =
        new Interval(
            Math.max(sum.interval().start(), one.interval().start()),
            Math.max(sum.interval().end(), one.interval().end()));
    return new MetricOverflow(
        sum.metric(),
        sum.attributes(),
        interval,
        0,
        sum.longSum() == null ? null : Long.valueOf(sum.longSum() + one.longSum()),
        sum.doubleSum() == null ? null : Double.valueOf(sum.doubleSum() + one.doubleSum()));
  }

  /** The sums, by name of the metric and attributes. */
  List<MetricOverflow> sums() {
    return new ArrayList<>(sums.values());
  }
}
