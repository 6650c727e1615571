package io.dbintel.streams.operators.exporterrors;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of a tenant's exports.
 *
 * @param time greatest timestamp of its outcomes, ms since the Unix epoch
 * @param events events emitted so far
 * @param sinks by name
 * @param rate what is withheld because of rate limits
 * @param cardinality what is withheld because of cardinality
 * @param order number of the last order to the instances; 0 before the first
 * @param ordered when it was sent, ms
 * @param reports ids of the reports that were counted last, in order
 */
record ExportErrorsState(
    long time,
    long events,
    SortedMap<String, SinkErrors> sinks,
    ReliefLevel rate,
    ReliefLevel cardinality,
    long order,
    long ordered,
    List<String> reports) {

  /** Most sinks of a tenant that are told apart. */
  static final int MAX_SINKS = 16;

  private static final int MAX_REPORTS = 64;

  /** Before the first outcome, which has the timestamp {@code time}. */
  static ExportErrorsState begin(long time) {
    return new ExportErrorsState(
        time, 0, new TreeMap<>(), ReliefLevel.NONE, ReliefLevel.NONE, 0, 0, List.of());
  }

  /** This at another time, with the sinks as far as the buckets from first to last have them. */
  ExportErrorsState at(long now, long first, long last) {
    SortedMap<String, SinkErrors> left = new TreeMap<>();
    sinks.forEach(
        (name, one) -> {
          SinkErrors kept = one.between(first, last).notAfter(now);
          if (!kept.isEmpty()) {
            left.put(name, kept);
          }
        });
    return new ExportErrorsState(
        now,
        events,
        left,
        rate.notAfter(now),
        cardinality.notAfter(now),
        order,
        Math.min(ordered, now),
        reports);
  }

  ExportErrorsState with(SinkErrors sink) {
    SortedMap<String, SinkErrors> all = new TreeMap<>(sinks);
    all.put(sink.sink().toString(), sink);
    return new ExportErrorsState(time, events, all, rate, cardinality, order, ordered, reports);
  }

  ExportErrorsState withReport(String id) {
    List<String> last = new ArrayList<>(reports);
    last.add(id);
    int surplus = Math.max(0, last.size() - MAX_REPORTS);
    return new ExportErrorsState(
        time,
        events,
        sinks,
        rate,
        cardinality,
        order,
        ordered,
        List.copyOf(last.subList(surplus, last.size())));
  }

  ExportErrorsState withEvents(long count) {
    return new ExportErrorsState(time, count, sinks, rate, cardinality, order, ordered, reports);
  }

  ExportErrorsState with(ReliefLevel newRate, ReliefLevel newCardinality) {
    return new ExportErrorsState(
        time, events, sinks, newRate, newCardinality, order, ordered, reports);
  }

  ExportErrorsState withOrder(long number) {
    return new ExportErrorsState(time, events, sinks, rate, cardinality, number, time, reports);
  }
}
