package io.dbintel.exporter.mapping;

import io.dbintel.exporter.config.RecordLimits;
import io.dbintel.exporter.config.ServiceIdentity;
import io.dbintel.exporter.sink.Shortenings;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Turns result records into OpenTelemetry data; timestamps stay as they are. */
public final class ResultMapper {

  private final ResourceMapper resources;
  private final InstrumentationScopes scopes = new InstrumentationScopes();
  private final boolean eventNameAttribute;
  private final RecordLimiter limiter;

  /** The same for a destination without limits. */
  public ResultMapper(ServiceIdentity identity, boolean eventNameAttribute) {
    this(identity, eventNameAttribute, RecordLimits.NONE);
  }

  /**
   * @param identity how service.instance.id names a server
   * @param eventNameAttribute whether the event name is also an attribute
   * @param limits what the destination takes
   */
  public ResultMapper(ServiceIdentity identity, boolean eventNameAttribute, RecordLimits limits) {
    this.limiter = new RecordLimiter(limits);
    this.resources = new ResourceMapper(identity, limiter);
    this.eventNameAttribute = eventNameAttribute;
  }

  /** The log record of an event. */
  public LogRecordData log(ResultEvent event) {
    return log(event, new Shortenings());
  }

  /** The log record of an event; counts what of it is shortened. */
  public LogRecordData log(ResultEvent event, Shortenings shortenings) {
    AttributesBuilder attributes = attributes(event.getAttributes());
    attributes.put("dbintel.record.id", event.getRecordId());
    if (eventNameAttribute) {
      attributes.put("event.name", event.getEventName());
    }
    return new ResultLog(
        resources.map(event.getResource(), shortenings),
        scopes.of(event.getResource().getSystem()),
        event.getEventName(),
        nanos(event.getTime()),
        nanos(event.getObservedTime()),
        severity(event.getSeverityNumber()),
        limiter.ofRecord(attributes.build(), shortenings));
  }

  /** The metrics of one moment. */
  public List<MetricData> metrics(ResultMetrics result) {
    return metrics(result, new Shortenings());
  }

  /** The metrics of one moment; counts what of them is shortened. */
  public List<MetricData> metrics(ResultMetrics result, Shortenings shortenings) {
    return result.getMetrics().stream().map(metric -> metric(result, metric, shortenings)).toList();
  }

  private MetricData metric(ResultMetrics result, Metric metric, Shortenings shortenings) {
    boolean isLong = metric.getPoints().stream().allMatch(point -> point.getLongValue() != null);
    boolean isSum = metric.getType() == MetricType.SUM;
    return new ResultMetric(
        resources.map(result.getResource(), shortenings),
        scopes.of(result.getResource().getSystem()),
        limiter.metricName(metric.getName(), shortenings),
        metric.getDescription(),
        metric.getUnit(),
        type(isSum, isLong),
        isSum ? sum(metric, isLong, shortenings) : gauge(metric, isLong, shortenings));
  }

  private static MetricDataType type(boolean sum, boolean isLong) {
    if (sum) {
      return isLong ? MetricDataType.LONG_SUM : MetricDataType.DOUBLE_SUM;
    }
    return isLong ? MetricDataType.LONG_GAUGE : MetricDataType.DOUBLE_GAUGE;
  }

  private Data<?> sum(Metric metric, boolean isLong, Shortenings shortenings) {
    AggregationTemporality temporality =
        metric.getDelta() ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
    return isLong
        ? SumData.createLongSumData(metric.getMonotonic(), temporality, longs(metric, shortenings))
        : SumData.createDoubleSumData(
            metric.getMonotonic(), temporality, doubles(metric, shortenings));
  }

  private Data<?> gauge(Metric metric, boolean isLong, Shortenings shortenings) {
    return isLong
        ? GaugeData.createLongGaugeData(longs(metric, shortenings))
        : GaugeData.createDoubleGaugeData(doubles(metric, shortenings));
  }

  private List<LongPointData> longs(Metric metric, Shortenings shortenings) {
    return metric.getPoints().stream()
        .map(
            point ->
                LongPointData.create(
                    nanos(point.getStartTime()),
                    nanos(point.getTime()),
                    limiter.ofRecord(attributes(point.getAttributes()).build(), shortenings),
                    point.getLongValue()))
        .toList();
  }

  private List<DoublePointData> doubles(Metric metric, Shortenings shortenings) {
    return metric.getPoints().stream()
        .map(
            point ->
                DoublePointData.create(
                    nanos(point.getStartTime()),
                    nanos(point.getTime()),
                    limiter.ofRecord(attributes(point.getAttributes()).build(), shortenings),
                    doubleValue(point),
                    List.of()))
        .toList();
  }

  /** A clock that is centuries ahead gives the last moment there is, not one long ago. */
  private static long nanos(long micros) {
    return TimeUnit.MICROSECONDS.toNanos(micros);
  }

  private static double doubleValue(MetricPoint point) {
    return point.getDoubleValue() != null
        ? point.getDoubleValue()
        : point.getLongValue().doubleValue();
  }

  private static Severity severity(int number) {
    for (Severity severity : Severity.values()) {
      if (severity.getSeverityNumber() == number) {
        return severity;
      }
    }
    return Severity.UNDEFINED_SEVERITY_NUMBER;
  }

  private static AttributesBuilder attributes(Map<String, ?> values) {
    AttributesBuilder attributes = Attributes.builder();
    values.forEach((key, value) -> put(attributes, key, value));
    return attributes;
  }

  private static void put(AttributesBuilder attributes, String key, Object value) {
    if (value instanceof Long number) {
      attributes.put(key, number);
    } else if (value instanceof Double number) {
      attributes.put(key, number);
    } else if (value instanceof Boolean flag) {
      attributes.put(key, flag);
    } else if (value instanceof List<?> list) {
      attributes.put(
          AttributeKey.stringArrayKey(key), list.stream().map(Object::toString).toList());
    } else if (value != null) {
      attributes.put(key, value.toString());
    }
  }
}
