package io.dbintel.streams.operators.metrics;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns counters among the metrics into deltas, in true read order like the statement counters. A
 * series seen first, or on another server, or lower than before without a reset that we lived
 * through, is its own base: nothing is guessed. Everything else is told as it is.
 */
public final class MetricDeltas implements InstanceOperator<MetricState> {
  private static final PartCodec<MetricState> PART = new MetricStateCodec();
  private static final String DATABASE = "db.namespace";

  private final MetricCatalogue catalogue;

  /** Tells counters from gauges by {@code catalogue}. */
  public MetricDeltas(MetricCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "metric-deltas";
  }

  @Override
  public PartCodec<MetricState> part() {
    return PART;
  }

  @Override
  public boolean standsAlone() {
    return true;
  }

  @Override
  public boolean takes(InstanceTurn turn) {
    return turn.record() instanceof VerifiedRecord.Metrics;
  }

  @Override
  public MetricState decide(MetricState prior, InstanceTurn turn) {
    VerifiedRecord.Metrics poll = (VerifiedRecord.Metrics) turn.record();
    if (prior != null && !follows(prior, poll)) {
      turn.hold("stale");
      return prior;
    }
    boolean sameServer = prior != null && sameServer(prior, poll);
    Map<Long, Long> counters = new TreeMap<>();
    List<MetricPoint> points = new ArrayList<>();
    for (MetricReading read : poll.readings()) {
      MetricDefinition definition = catalogue.find(read.name().toString());
      if (!definition.monotonic()) {
        boolean sum = definition.type() == MetricType.SUM;
        points.add(point(read, sum ? poll.postmasterStart() : poll.readEnd(), poll, null));
        continue;
      }
      long series = series(read);
      Long base = sameServer ? base(prior, series, read, poll) : null;
      counters.put(series, bits(read));
      if (base != null) {
        points.add(point(read, prior.readEnd(), poll, base));
      }
    }
    if (!points.isEmpty()) {
      ReadId read = new ReadId(poll.incarnation(), poll.seq());
      turn.emit(new Insight.Metrics(poll.source(), read, points));
    }
    return new MetricState(
        poll.incarnation(),
        poll.seq(),
        poll.readStart(),
        poll.readEnd(),
        poll.systemIdentifier(),
        poll.postmasterStart(),
        counters);
  }

  private static boolean follows(MetricState prior, VerifiedRecord.Metrics poll) {
    return poll.incarnation().equals(prior.incarnation())
        ? poll.seq() > prior.seq()
        : poll.readStart() > prior.readEnd();
  }

  private static boolean sameServer(MetricState prior, VerifiedRecord.Metrics poll) {
    return prior.systemIdentifier().equals(poll.systemIdentifier())
        && (prior.postmasterStart() == poll.postmasterStart()
            || poll.postmasterStart() > prior.readStart());
  }

  /** The value to subtract; null when the read is its own base. */
  private static Long base(
      MetricState prior, long series, MetricReading read, VerifiedRecord.Metrics poll) {
    Long known = prior.counters().get(series);
    if (known == null) {
      return null;
    }
    CleanText database = read.attributes().get(DATABASE);
    long reset = database == null ? 0 : poll.resets().getOrDefault(database.toString(), 0L);
    if (reset > prior.readStart()) {
      return 0L;
    }
    boolean lower =
        read.longValue() != null
            ? read.longValue() < known
            : read.doubleValue() < Double.longBitsToDouble(known);
    return lower ? null : known;
  }

  private static MetricPoint point(
      MetricReading read, long start, VerifiedRecord.Metrics poll, Long base) {
    Interval interval = new Interval(Math.min(start, poll.readEnd()), poll.readEnd());
    Long longValue = read.longValue();
    Double doubleValue = read.doubleValue();
    if (base != null && longValue != null) {
      longValue = longValue - base;
    } else if (base != null) {
      doubleValue = doubleValue - Double.longBitsToDouble(base);
    }
    return new MetricPoint(
        read.name().toString(), read.attributes(), interval, longValue, doubleValue);
  }

  private static long bits(MetricReading read) {
    return read.longValue() != null
        ? read.longValue()
        : Double.doubleToLongBits(read.doubleValue());
  }

  /** Hash of name, attributes and kind of number. */
  private static long series(MetricReading read) {
    HashStream64 hash = Hashing.komihash5_0().hashStream();
    hash.putString(read.name().toString());
    for (Map.Entry<String, CleanText> attribute : read.attributes().entrySet()) {
      hash.putString(attribute.getKey()).putString(attribute.getValue().toString());
    }
    return hash.putBoolean(read.longValue() != null).getAsLong();
  }
}
