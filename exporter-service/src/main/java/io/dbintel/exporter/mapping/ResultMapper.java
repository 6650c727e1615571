package io.dbintel.exporter.mapping;

import io.dbintel.exporter.config.ServiceIdentity;
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

  /**
   * @param identity how service.instance.id names a server
   * @param eventNameAttribute whether the event name is also an attribute
   */
  public ResultMapper(ServiceIdentity identity, boolean eventNameAttribute) {
    this.resources = new ResourceMapper(identity);
    this.eventNameAttribute = eventNameAttribute;
  }

  /** The log record of an event. */
  public LogRecordData log(ResultEvent event) {
    AttributesBuilder attributes = attributes(event.getAttributes());
    attributes.put("dbintel.record.id", event.getRecordId());
    if (eventNameAttribute) {
      attributes.put("event.name", event.getEventName());
    }
    return new ResultLog(
        resources.map(event.getResource()),
        scopes.of(event.getResource().getSystem()),
        event.getEventName(),
        nanos(event.getTime()),
        nanos(event.getObservedTime()),
        severity(event.getSeverityNumber()),
        attributes.build());
  }

  /** The metrics of one moment. */
  public List<MetricData> metrics(ResultMetrics result) {
    return result.getMetrics().stream().map(metric -> metric(result, metric)).toList();
  }

  private MetricData metric(ResultMetrics result, Metric metric) {
    boolean isLong = metric.getPoints().stream().allMatch(point -> point.getLongValue() != null);
    boolean isSum = metric.getType() == MetricType.SUM;
    return new ResultMetric(
        resources.map(result.getResource()),
        scopes.of(result.getResource().getSystem()),
        metric.getName(),
        metric.getDescription(),
        metric.getUnit(),
        type(isSum, isLong),
        isSum ? sum(metric, isLong) : gauge(metric, isLong));
  }

  private static MetricDataType type(boolean sum, boolean isLong) {
    if (sum) {
      return isLong ? MetricDataType.LONG_SUM : MetricDataType.DOUBLE_SUM;
    }
    return isLong ? MetricDataType.LONG_GAUGE : MetricDataType.DOUBLE_GAUGE;
  }

  private static Data<?> sum(Metric metric, boolean isLong) {
    AggregationTemporality temporality =
        metric.getDelta() ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
    return isLong
        ? SumData.createLongSumData(metric.getMonotonic(), temporality, longs(metric))
        : SumData.createDoubleSumData(metric.getMonotonic(), temporality, doubles(metric));
  }

  private static Data<?> gauge(Metric metric, boolean isLong) {
    return isLong
        ? GaugeData.createLongGaugeData(longs(metric))
        : GaugeData.createDoubleGaugeData(doubles(metric));
  }

  private static List<LongPointData> longs(Metric metric) {
    return metric.getPoints().stream()
        .map(
            point ->
                LongPointData.create(
                    nanos(point.getStartTime()),
                    nanos(point.getTime()),
                    attributes(point.getAttributes()).build(),
                    point.getLongValue()))
        .toList();
  }

  private static List<DoublePointData> doubles(Metric metric) {
    return metric.getPoints().stream()
        .map(
            point ->
                DoublePointData.create(
                    nanos(point.getStartTime()),
                    nanos(point.getTime()),
                    attributes(point.getAttributes()).build(),
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
