package io.dbintel.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One point of a sum or gauge that an {@link OtlpReceiver} accepted.
 *
 * @param resource resource attributes
 * @param metric metric name
 * @param unit UCUM unit
 * @param kind {@code gauge}, {@code delta} or {@code cumulative}
 * @param monotonic whether a sum never falls
 * @param attributes attributes of the series
 * @param startUnixNano start of the interval
 * @param timeUnixNano end of the interval
 * @param value Long or Double
 */
public record ReceivedPoint(
    Map<String, Object> resource,
    String metric,
    String unit,
    String kind,
    boolean monotonic,
    Map<String, Object> attributes,
    long startUnixNano,
    long timeUnixNano,
    Number value) {

  static List<ReceivedPoint> of(byte[] body) throws InvalidProtocolBufferException {
    List<ReceivedPoint> received = new ArrayList<>();
    for (ResourceMetrics metrics :
        ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
      Map<String, Object> resource = OtlpAttributes.of(metrics.getResource().getAttributesList());
      metrics.getScopeMetricsList().stream()
          .flatMap(scope -> scope.getMetricsList().stream())
          .forEach(metric -> received.addAll(of(resource, metric)));
    }
    return received;
  }

  private static List<ReceivedPoint> of(Map<String, Object> resource, Metric metric) {
    boolean sum = metric.hasSum();
    List<NumberDataPoint> points =
        sum ? metric.getSum().getDataPointsList() : metric.getGauge().getDataPointsList();
    String kind =
        !sum
            ? "gauge"
            : metric.getSum().getAggregationTemporality()
                    == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                ? "delta"
                : "cumulative";
    return points.stream()
        .map(
            point ->
                new ReceivedPoint(
                    resource,
                    metric.getName(),
                    metric.getUnit(),
                    kind,
                    sum && metric.getSum().getIsMonotonic(),
                    OtlpAttributes.of(point.getAttributesList()),
                    point.getStartTimeUnixNano(),
                    point.getTimeUnixNano(),
                    point.hasAsInt() ? (Number) point.getAsInt() : (Number) point.getAsDouble()))
        .toList();
  }
}
