package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.ControlSnapshot.RateLine;
import io.dbintel.quickstart.view.ControlSnapshot.SamplingLine;
import io.dbintel.schemas.avro.ResultEvent;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was named of the statements and sessions of the last seconds, by instance and by the clock
 * of each: a record that is named counts one, a remainder as many rows as it is made of, and a
 * session stands for as many as its weight says.
 */
final class SamplingWindow {

  private final long windowMicros;
  private final SortedMap<String, Instance> instances = new TreeMap<>();

  /**
   * @param windowSeconds how far back it looks
   */
  SamplingWindow(int windowSeconds) {
    this.windowMicros = windowSeconds * 1_000_000L;
  }

  /**
   * One record: statement rows that it names and does not name, and their time.
   *
   * @param named rows or sessions under their own name
   * @param all the same with those that it stands for, or that it is the sum of
   * @param weight how many rows or sessions one that is named stands for, itself included
   */
  private record Counted(
      long time, double named, double all, double weight, long namedNanos, long allNanos) {}

  /** Records of one kind. */
  private final class Counts {

    private final Deque<Counted> kept = new ArrayDeque<>();
    private long last;

    void add(Counted one) {
      kept.addLast(one);
      last = Math.max(last, one.time());
      kept.removeIf(old -> old.time() <= last - windowMicros);
    }

    /** Share that is named; none of nothing. */
    Double share() {
      double all = kept.stream().mapToDouble(Counted::all).sum();
      return all == 0 ? null : kept.stream().mapToDouble(Counted::named).sum() / all;
    }

    /** How many are named at each rate, the highest rates first; rates to a thousandth. */
    List<RateLine> rates() {
      SortedMap<Double, Integer> named = new TreeMap<>(Comparator.reverseOrder());
      for (Counted one : kept) {
        if (one.named() > 0) {
          named.merge(Math.round(1_000 / one.weight()) / 1_000.0, 1, Integer::sum);
        }
      }
      return named.entrySet().stream()
          .map(entry -> new RateLine(entry.getKey(), entry.getValue()))
          .toList();
    }

    /** Share of the time that is named; none of no time. */
    Double timeShare() {
      double all = kept.stream().mapToLong(Counted::allNanos).sum();
      return all == 0 ? null : kept.stream().mapToLong(Counted::namedNanos).sum() / all;
    }
  }

  private final class Instance {

    private final Counts statements = new Counts();
    private final Counts sessions = new Counts();

    SamplingLine line(String name) {
      return new SamplingLine(
          name,
          statements.share(),
          statements.timeShare(),
          sessions.share(),
          statements.rates(),
          sessions.rates());
    }
  }

  /** Takes a statement of an interval, or the remainder of one. */
  void addStatement(ResultEvent event) {
    EventAttributes attributes = new EventAttributes(event.getAttributes());
    long nanos = attributes.number("dbintel.total_exec_time_ns");
    long end = attributes.number("dbintel.interval.end");
    boolean remainder = attributes.flag("dbintel.remainder");
    long rows = remainder ? attributes.number("dbintel.remainder.statements") : 1;
    of(event)
        .statements
        .add(
            new Counted(
                end, remainder ? 0 : 1, rows, weight(attributes), remainder ? 0 : nanos, nanos));
  }

  /** Takes a sampled session. */
  void addSession(ResultEvent event) {
    double weight = weight(new EventAttributes(event.getAttributes()));
    of(event).sessions.add(new Counted(event.getObservedTime(), 1, weight, weight, 0, 0));
  }

  private static double weight(EventAttributes attributes) {
    return Math.max(1, attributes.decimal("dbintel.sample.weight"));
  }

  private Instance of(ResultEvent event) {
    return instances.computeIfAbsent(event.getResource().getInstance(), absent -> new Instance());
  }

  /** Shares in the order of the instances. */
  List<SamplingLine> lines() {
    return instances.entrySet().stream()
        .map(entry -> entry.getValue().line(entry.getKey()))
        .toList();
  }
}
