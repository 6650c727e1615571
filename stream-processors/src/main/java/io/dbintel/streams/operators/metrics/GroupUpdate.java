package io.dbintel.streams.operators.metrics;

import io.dbintel.schemas.catalogue.Instrument;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.streams.insights.MetricOverflow;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.operators.metrics.MetricGroupState.Series;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.statements.Interval;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One read of a group on its way into the group's state. Not thread-safe. */
final class GroupUpdate {
  private final SortedMap<Long, Series> series = new TreeMap<>();
  private final Set<Long> read = new TreeSet<>();
  private final List<MetricPoint> points = new ArrayList<>();
  private final SortedMap<String, MetricOverflow> overflow = new TreeMap<>();
  private final int maxSeries;
  private final long epochSince;
  private final long readEnd;
  private final long previousEnd;
  private final long clock;
  private int resets;
  private int baselines;

  /**
   * Begins with what is remembered.
   *
   * @param prior state of the same generation; null for none
   * @param maxSeries how many series the group may have
   * @param epochSince when all counters of the server started from zero; 0 where it does not say
   * @param readEnd end of the read, database clock
   * @param clock observed time
   */
  GroupUpdate(MetricGroupState prior, int maxSeries, long epochSince, long readEnd, long clock) {
    this.maxSeries = maxSeries;
    this.epochSince = epochSince;
    this.readEnd = readEnd;
    this.clock = clock;
    if (prior == null) {
      previousEnd = 0;
      return;
    }
    // A further part of the same read does not move the read before it.
    previousEnd = prior.readEnd() == readEnd ? prior.previousEnd() : prior.readEnd();
    prior
        .series()
        .forEach(
            (hash, one) -> {
              if (MetricDeltas.isAlive(one.seen(), clock)) {
                series.put(hash, one);
              }
            });
  }

  void add(MetricGroupRead group) {
    List<MetricReading> readings = group.readings();
    long[] hashes = readings.stream().mapToLong(SeriesHash::of).toArray();
    BitSet fallen = new BitSet();
    for (int i = 0; i < hashes.length; i++) {
      MetricReading reading = readings.get(i);
      Series known = reading.longValue() == null ? null : series.get(hashes[i]);
      if (known != null && reading.metric().isCounter() && lower(reading, known.value())) {
        fallen.set(reading.row().number());
      }
    }
    for (int i = 0; i < hashes.length; i++) {
      MetricReading reading = readings.get(i);
      add(hashes[i], reading, fallen.get(reading.row().number()));
    }
  }

  private void add(long hash, MetricReading reading, boolean rowFell) {
    if (!read.add(hash)) {
      return;
    }
    Series known = series.get(hash);
    if (known == null && series.size() >= maxSeries) {
      overflow.merge(reading.metric().name(), single(reading), GroupUpdate::plus);
      return;
    }
    if (!reading.metric().isCounter()) {
      series.put(hash, new Series(0, readEnd, clock, 0));
      points.add(point(reading, readEnd, reading.longValue(), reading.doubleValue()));
      return;
    }
    long since = reading.row().countersSince();
    long origin = since != 0 ? since : epochSince;
    if (known == null) {
      baselines++;
    } else {
      addKnown(reading, known, origin, rowFell);
    }
    series.put(hash, new Series(bits(reading), readEnd, clock, origin));
  }

  /**
   * A newer origin alone does not say that this series was reset: a server moves it for a database
   * when one of its tables was reset. A counter of the row that fell does.
   */
  private void addKnown(MetricReading reading, Series known, long origin, boolean rowFell) {
    boolean newer = origin > known.origin() && (known.origin() != 0 || origin > known.readEnd());
    if (newer && rowFell) {
      resets++;
      points.add(growth(reading, known.readEnd(), 0));
    } else if ((newer || origin == known.origin()) && !lower(reading, known.value())) {
      resets += newer ? 1 : 0;
      points.add(growth(reading, known.readEnd(), known.value()));
    } else {
      baselines++;
    }
  }

  private static boolean lower(MetricReading reading, long base) {
    return reading.longValue() != null
        ? reading.longValue() < base
        : reading.doubleValue() < Double.longBitsToDouble(base);
  }

  private MetricPoint growth(MetricReading reading, long start, long base) {
    return reading.longValue() != null
        ? point(reading, start, reading.longValue() - base, null)
        : point(reading, start, null, reading.doubleValue() - Double.longBitsToDouble(base));
  }

  private MetricPoint point(MetricReading reading, long start, Long longValue, Double doubleValue) {
    Interval interval = new Interval(Math.min(start, readEnd), readEnd);
    return new MetricPoint(
        reading.metric(), reading.attributes(), interval, longValue, doubleValue);
  }

  private static long bits(MetricReading reading) {
    return reading.longValue() != null
        ? reading.longValue()
        : Double.doubleToLongBits(reading.doubleValue());
  }

  private static MetricOverflow single(MetricReading reading) {
    MetricDefinition metric = reading.metric();
    boolean additive = metric.instrument() == Instrument.UP_DOWN_COUNTER;
    return new MetricOverflow(
        metric, 1, additive ? reading.longValue() : null, additive ? reading.doubleValue() : null);
  }

  private static MetricOverflow plus(MetricOverflow sum, MetricOverflow one) {
    return new MetricOverflow(
        sum.metric(),
        sum.series() + one.series(),
        sum.longSum() == null || one.longSum() == null ? null : sum.longSum() + one.longSum(),
        sum.doubleSum() == null || one.doubleSum() == null
            ? null
            : Double.valueOf(sum.doubleSum() + one.doubleSum()));
  }

  List<MetricPoint> points() {
    return points;
  }

  List<MetricOverflow> overflow() {
    return List.copyOf(overflow.values());
  }

  /** Counters that the server says were reset, alone or with others. */
  int resets() {
    return resets;
  }

  /** Counters that are their own base: how they grew before is not known. */
  int baselines() {
    return baselines;
  }

  MetricGroupState state(int generation) {
    return new MetricGroupState(generation, readEnd, previousEnd, clock, series);
  }
}
