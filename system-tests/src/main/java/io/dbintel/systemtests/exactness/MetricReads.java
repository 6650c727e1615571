package io.dbintel.systemtests.exactness;

import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** What the polls that count have read of every counter, as the raw log has it. */
final class MetricReads {

  private final SystemCatalogue catalogue = SystemCatalogue.of("postgresql");
  private final Map<MetricSeries, TreeMap<Long, Read>> bySeries = new HashMap<>();
  private final Map<MetricSeries, TreeMap<Long, Read>> byObject = new HashMap<>();
  private int polls;
  private int stale;

  private MetricReads() {}

  /**
   * One value of a counter.
   *
   * @param object the series, named after its object where there is one: names are exchanged
   * @param value the value; whole numbers far below 2^53
   * @param since when its row was reset, µs; 0 where it does not say
   * @param fell whether a counter of its row is lower than at the read before
   */
  record Read(MetricSeries object, double value, long since, boolean fell) {}

  static MetricReads of(RecordedLog log, String instance) {
    MetricReads reads = new MetricReads();
    MetricOrder order = new MetricOrder();
    for (SpecificRecord record : log.values(instance)) {
      if (record instanceof MetricPoll poll) {
        reads.polls++;
        if (order.admit(poll)) {
          poll.getGroups().forEach(group -> reads.add(poll, group));
        } else {
          reads.stale++;
        }
      }
    }
    return reads;
  }

  /** Reads of a series by the end of the read, database clock in µs. */
  TreeMap<Long, Read> ofSeries(MetricSeries series) {
    return bySeries.getOrDefault(series, new TreeMap<>());
  }

  /** Reads by object, by the end of the read. */
  Map<MetricSeries, TreeMap<Long, Read>> byObject() {
    return byObject;
  }

  int polls() {
    return polls;
  }

  int stale() {
    return stale;
  }

  private void add(MetricPoll poll, MetricGroup group) {
    Long epoch = poll.getEpoch().getCountersSince();
    for (MetricRow row : group.getRows()) {
      Long since = row.getCountersSince() == null ? epoch : row.getCountersSince();
      List<MetricReading> counters =
          row.getReadings().stream().filter(reading -> isCounter(reading.getName())).toList();
      boolean fell = counters.stream().anyMatch(reading -> fell(row, reading));
      for (MetricReading reading : counters) {
        add(group.getReadEnd(), row, reading, since == null ? 0 : since, fell);
      }
    }
  }

  private boolean isCounter(String metric) {
    return catalogue.metric(metric).filter(MetricDefinition::isCounter).isPresent();
  }

  private boolean fell(MetricRow row, MetricReading reading) {
    TreeMap<Long, Read> before = byObject.get(object(row, reading));
    return before != null && value(reading) < before.lastEntry().getValue().value();
  }

  private void add(long time, MetricRow row, MetricReading reading, long since, boolean fell) {
    Map<String, String> names = new HashMap<>(row.getAttributes());
    names.putAll(reading.getAttributes());
    MetricSeries identity = object(row, reading);
    Read read = new Read(identity, value(reading), since, fell);
    bySeries
        .computeIfAbsent(MetricSeries.of(reading.getName(), names), series -> new TreeMap<>())
        .put(time, read);
    byObject.computeIfAbsent(identity, series -> new TreeMap<>()).put(time, read);
  }

  private static MetricSeries object(MetricRow row, MetricReading reading) {
    Map<String, String> object = new HashMap<>(reading.getAttributes());
    if (row.getObjectId() == null) {
      object.putAll(row.getAttributes());
    } else {
      object.put("object", row.getObjectId().toString());
    }
    return MetricSeries.of(reading.getName(), object);
  }

  private static double value(MetricReading reading) {
    return reading.getLongValue() != null ? reading.getLongValue() : reading.getDoubleValue();
  }
}
