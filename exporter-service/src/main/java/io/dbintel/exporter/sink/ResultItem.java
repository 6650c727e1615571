package io.dbintel.exporter.sink;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** One result record on its way to a destination. */
public sealed interface ResultItem {

  /** What it is about. */
  ResultResource resource();

  /**
   * The part of it whose time passes: all, some or nothing of it. A metric point's time is the one
   * it ends at; where its counting began, perhaps at the start of a server a year ago, says nothing
   * about its age.
   *
   * @param time takes microseconds since the epoch
   */
  Optional<ResultItem> where(LongPredicate time);

  /** Two parts that make up the whole, or itself alone when it cannot be divided. */
  List<ResultItem> halves();

  /** Log records or metric points it becomes. */
  int size();

  /** An event, which becomes one log record. */
  record Event(ResultEvent event) implements ResultItem {
    @Override
    public ResultResource resource() {
      return event.getResource();
    }

    @Override
    public Optional<ResultItem> where(LongPredicate time) {
      return time.test(event.getTime()) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public List<ResultItem> halves() {
      return List.of(this);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Metrics of one moment. */
  record Metrics(ResultMetrics metrics) implements ResultItem {
    @Override
    public ResultResource resource() {
      return metrics.getResource();
    }

    @Override
    public Optional<ResultItem> where(LongPredicate time) {
      return points(point -> time.test(point.getTime()));
    }

    @Override
    public List<ResultItem> halves() {
      int middle = size() / 2;
      if (middle == 0) {
        return List.of(this);
      }
      AtomicInteger first = new AtomicInteger();
      AtomicInteger second = new AtomicInteger();
      return Stream.of(
              points(point -> first.getAndIncrement() < middle),
              points(point -> second.getAndIncrement() >= middle))
          .flatMap(Optional::stream)
          .toList();
    }

    /** Asks once for each point, in order. */
    private Optional<ResultItem> points(Predicate<MetricPoint> wanted) {
      List<Metric> kept = new ArrayList<>();
      boolean all = true;
      for (Metric metric : metrics.getMetrics()) {
        List<MetricPoint> points = metric.getPoints().stream().filter(wanted).toList();
        all &= points.size() == metric.getPoints().size();
        if (!points.isEmpty()) {
          kept.add(all ? metric : with(metric, points));
        }
      }
      if (kept.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(all ? this : new Metrics(with(metrics, kept)));
    }

    private static Metric with(Metric metric, List<MetricPoint> points) {
      return new Metric(
          metric.getName(),
          metric.getUnit(),
          metric.getDescription(),
          metric.getType(),
          metric.getMonotonic(),
          metric.getDelta(),
          points);
    }

    private static ResultMetrics with(ResultMetrics metrics, List<Metric> kept) {
      return new ResultMetrics(
          metrics.getRecordId(), metrics.getResource(), metrics.getObservedTime(), kept);
    }

    @Override
    public int size() {
      return metrics.getMetrics().stream().mapToInt(metric -> metric.getPoints().size()).sum();
    }
  }

  /** The tenant that it belongs to. */
  default String tenant() {
    return resource().getTenant();
  }

  /** What it is about, for people: the instance id, or the tenant alone. */
  default String subject() {
    String instance = resource().getInstance();
    return instance.isEmpty() ? tenant() : instance;
  }

  /** Log records or metric points that the items become. */
  static int size(List<ResultItem> items) {
    return items.stream().mapToInt(ResultItem::size).sum();
  }

  /**
   * The item of a decoded record, checked so far that every sink can take it.
   *
   * @throws IllegalArgumentException for a record that is not a result, or one that contradicts its
   *     schema's description
   */
  static ResultItem of(SpecificRecord record) {
    ResultItem item = item(record);
    check(item.resource());
    return item;
  }

  private static ResultItem item(SpecificRecord record) {
    if (record instanceof ResultEvent event) {
      return new Event(event);
    }
    if (record instanceof ResultMetrics metrics) {
      metrics.getMetrics().forEach(ResultItem::check);
      return new Metrics(metrics);
    }
    throw new IllegalArgumentException(
        "found "
            + (record == null ? "no value" : "a " + record.getSchema().getName())
            + "; expected ResultEvent or ResultMetrics");
  }

  private static void check(ResultResource resource) {
    String tenant = resource.getTenant();
    String instance = resource.getInstance();
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException(
          "a result about \""
              + instance
              + "\" without a tenant; expected the tenant it belongs to");
    }
    if (!instance.isEmpty() && !InstanceId.parse(instance).tenant().equals(tenant)) {
      throw new IllegalArgumentException(
          "a result about \""
              + instance
              + "\" with the tenant \""
              + tenant
              + "\"; expected the tenant of the instance");
    }
  }

  private static void check(Metric metric) {
    for (MetricPoint point : metric.getPoints()) {
      if ((point.getLongValue() == null) == (point.getDoubleValue() == null)) {
        throw new IllegalArgumentException(
            "a point of "
                + metric.getName()
                + "; expected exactly one of long_value and double_value");
      }
    }
  }
}
