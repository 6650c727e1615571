package io.dbintel.streams.verification;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.ValueType;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricRowRead;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.CounterEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Verifies a metric poll: only metrics and attributes that the system's catalogue lists pass, under
 * the catalogue's names; values of attributes are verified as names.
 */
final class MetricVerifier {
  private final TextCheck check;
  private final Refusals refusals;
  private final SortedMap<String, Integer> refused = new TreeMap<>();
  private Source source;

  MetricVerifier(TextCheck check, Refusals refusals) {
    this.check = check;
    this.refusals = refusals;
  }

  VerifiedRecord metrics(int bytes, Source from, MetricPoll poll) {
    source = from;
    List<MetricGroupRead> groups = new ArrayList<>(poll.getGroups().size());
    for (MetricGroup group : poll.getGroups()) {
      groups.add(
          new MetricGroupRead(
              group.getGroup(), group.getReadStart(), group.getReadEnd(), readings(group)));
    }
    Long timeline = poll.getTimeline();
    return new VerifiedRecord.Metrics(
        bytes,
        source,
        new ReadId(poll.getIncarnation(), poll.getSeq()),
        poll.getPart(),
        poll.getParts(),
        epoch(poll.getEpoch()),
        timeline == null ? 0 : timeline,
        poll.getRole(),
        groups,
        refused,
        check.detections());
  }

  private static CounterEpoch epoch(io.dbintel.schemas.avro.CounterEpoch epoch) {
    Long since = epoch.getCountersSince();
    return new CounterEpoch(epoch.getServerId(), since == null ? 0 : since, epoch.getServerStart());
  }

  private List<io.dbintel.streams.records.MetricReading> readings(MetricGroup group) {
    List<io.dbintel.streams.records.MetricReading> readings = new ArrayList<>();
    int number = 0;
    for (MetricRow row : group.getRows()) {
      MetricRowRead read =
          new MetricRowRead(
              number++,
              row.getObjectId() == null ? 0 : row.getObjectId(),
              row.getAttributes().keySet(),
              row.getCountersSince() == null ? 0 : row.getCountersSince());
      for (MetricReading reading : row.getReadings()) {
        MetricDefinition metric = source.catalogue().metric(reading.getName()).orElse(null);
        if (metric == null) {
          refuse("unlisted_metric", reading.getName());
          continue;
        }
        readings.add(reading(metric, row, reading, read));
      }
    }
    return readings;
  }

  private io.dbintel.streams.records.MetricReading reading(
      MetricDefinition metric, MetricRow row, MetricReading reading, MetricRowRead read) {
    SortedMap<String, CleanText> attributes = new TreeMap<>();
    put(attributes, metric, row.getAttributes());
    put(attributes, metric, reading.getAttributes());
    Long integer = reading.getLongValue();
    boolean asDouble = integer != null && metric.type() == ValueType.DOUBLE;
    return new io.dbintel.streams.records.MetricReading(
        metric,
        attributes,
        read,
        asDouble ? null : integer,
        asDouble ? Double.valueOf(integer.doubleValue()) : reading.getDoubleValue());
  }

  private void put(
      SortedMap<String, CleanText> attributes, MetricDefinition metric, Map<String, String> from) {
    for (Map.Entry<String, String> attribute : from.entrySet()) {
      int listed = metric.attributes().indexOf(attribute.getKey());
      if (listed < 0) {
        refuse("unlisted_attribute", attribute.getKey());
      } else {
        attributes.put(metric.attributes().get(listed), check.name(attribute.getValue()));
      }
    }
  }

  private void refuse(String reason, String name) {
    String safe = refusals.refuse(source.system(), reason, check.id(name));
    refused.merge(safe, 1, Integer::sum);
  }
}
