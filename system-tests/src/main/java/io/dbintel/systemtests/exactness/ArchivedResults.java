package io.dbintel.systemtests.exactness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.embedded.ReceivedLog;
import io.dbintel.embedded.ReceivedPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the file sink wrote: OTLP in its JSON form, one record or metric a line. */
record ArchivedResults(List<ReceivedLog> logs, List<ReceivedPoint> points) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ArchivedResults read(Path directory) throws IOException {
    ArchivedResults results = new ArchivedResults(new ArrayList<>(), new ArrayList<>());
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          for (String line : (Iterable<String>) lines::iterator) {
            results.add(JSON.readTree(line));
          }
        }
      }
    }
    return results;
  }

  private void add(JsonNode request) {
    JsonNode logs = request.path("resourceLogs").path(0);
    JsonNode metrics = request.path("resourceMetrics").path(0);
    if (!logs.isMissingNode()) {
      JsonNode record = logs.path("scopeLogs").path(0).path("logRecords").path(0);
      this.logs.add(
          new ReceivedLog(
              attributes(logs.path("resource")),
              record.path("eventName").asText(),
              record.path("timeUnixNano").asLong(),
              attributes(record)));
      return;
    }
    JsonNode metric = metrics.path("scopeMetrics").path(0).path("metrics").path(0);
    boolean sum = metric.has("sum");
    JsonNode data = metric.path(sum ? "sum" : "gauge");
    boolean delta = data.path("aggregationTemporality").asInt() == 1;
    for (JsonNode point : data.path("dataPoints")) {
      points.add(
          new ReceivedPoint(
              attributes(metrics.path("resource")),
              metric.path("name").asText(),
              metric.path("unit").asText(),
              !sum ? "gauge" : delta ? "delta" : "cumulative",
              data.path("isMonotonic").asBoolean(),
              attributes(point),
              point.path("startTimeUnixNano").asLong(),
              point.path("timeUnixNano").asLong(),
              point.has("asInt")
                  ? point.path("asInt").asLong()
                  : point.path("asDouble").asDouble()));
    }
  }

  private static Map<String, Object> attributes(JsonNode node) {
    Map<String, Object> attributes = new HashMap<>();
    for (JsonNode attribute : node.path("attributes")) {
      attributes.put(attribute.path("key").asText(), value(attribute.path("value")));
    }
    return attributes;
  }

  private static Object value(JsonNode value) {
    if (value.has("intValue")) {
      return value.path("intValue").asLong();
    }
    if (value.has("doubleValue")) {
      return value.path("doubleValue").asDouble();
    }
    if (value.has("boolValue")) {
      return value.path("boolValue").asBoolean();
    }
    if (value.has("arrayValue")) {
      List<String> values = new ArrayList<>();
      value
          .path("arrayValue")
          .path("values")
          .forEach(v -> values.add(v.path("stringValue").asText()));
      return values;
    }
    return value.path("stringValue").asText();
  }
}
