package io.dbintel.exporter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;

/**
 * OTLP in its JSON form: lowerCamelCase names, 64-bit integers as strings (OTLP specification,
 * "JSON Protobuf Encoding"). One object is one export request with one record or metric.
 */
final class OtlpJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private OtlpJson() {}

  static ObjectNode of(LogRecordData log) {
    ObjectNode record = JSON.objectNode();
    record.put("timeUnixNano", Long.toString(log.getTimestampEpochNanos()));
    record.put("observedTimeUnixNano", Long.toString(log.getObservedTimestampEpochNanos()));
    record.put("severityNumber", log.getSeverity().getSeverityNumber());
    record.put("eventName", log.getEventName());
    record.set("attributes", attributes(log.getAttributes()));
    return request(
        "resourceLogs",
        "scopeLogs",
        "logRecords",
        log.getResource(),
        log.getInstrumentationScopeInfo(),
        record);
  }

  static ObjectNode of(MetricData metric) {
    ObjectNode node = JSON.objectNode();
    node.put("name", metric.getName());
    node.put("unit", metric.getUnit());
    node.put("description", metric.getDescription());
    ObjectNode data = JSON.objectNode();
    ArrayNode points = data.putArray("dataPoints");
    metric.getData().getPoints().forEach(point -> points.add(point(point)));
    if (metric.getData() instanceof SumData<?> sum) {
      data.put(
          "aggregationTemporality",
          sum.getAggregationTemporality() == AggregationTemporality.DELTA ? 1 : 2);
      data.put("isMonotonic", sum.isMonotonic());
      node.set("sum", data);
    } else {
      node.set("gauge", data);
    }
    return request(
        "resourceMetrics",
        "scopeMetrics",
        "metrics",
        metric.getResource(),
        metric.getInstrumentationScopeInfo(),
        node);
  }

  private static ObjectNode request(
      String resources,
      String scopes,
      String records,
      Resource resource,
      InstrumentationScopeInfo scopeInfo,
      ObjectNode record) {
    ObjectNode root = JSON.objectNode();
    ObjectNode resourceNode = root.putArray(resources).addObject();
    resourceNode.putObject("resource").set("attributes", attributes(resource.getAttributes()));
    ObjectNode scope = resourceNode.putArray(scopes).addObject();
    scope
        .putObject("scope")
        .put("name", scopeInfo.getName())
        .put("version", scopeInfo.getVersion());
    scope.putArray(records).add(record);
    return root;
  }

  private static ObjectNode point(PointData point) {
    ObjectNode node = JSON.objectNode();
    node.put("startTimeUnixNano", Long.toString(point.getStartEpochNanos()));
    node.put("timeUnixNano", Long.toString(point.getEpochNanos()));
    if (point instanceof LongPointData number) {
      node.put("asInt", Long.toString(number.getValue()));
    } else if (point instanceof DoublePointData number) {
      node.put("asDouble", number.getValue());
    }
    node.set("attributes", attributes(point.getAttributes()));
    return node;
  }

  private static ArrayNode attributes(Attributes attributes) {
    ArrayNode array = JSON.arrayNode();
    attributes.forEach(
        (key, value) -> {
          ObjectNode attribute = array.addObject();
          attribute.put("key", key.getKey());
          attribute.set("value", value(key, value));
        });
    return array;
  }

  private static ObjectNode value(AttributeKey<?> key, Object value) {
    ObjectNode node = JSON.objectNode();
    switch (key.getType()) {
      case LONG -> node.put("intValue", value.toString());
      case DOUBLE -> node.put("doubleValue", (Double) value);
      case BOOLEAN -> node.put("boolValue", (Boolean) value);
      case STRING_ARRAY -> {
        ArrayNode values = node.putObject("arrayValue").putArray("values");
        ((List<?>) value).forEach(v -> values.addObject().put("stringValue", v.toString()));
      }
      default -> node.put("stringValue", value.toString());
    }
    return node;
  }
}
