package io.dbintel.exporter.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/**
 * Events in the batch format of CloudEvents 1.0 ("JSON Event Format for CloudEvents", section 4): a
 * JSON array of objects whose {@code data} has our fields.
 */
final class CloudEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CloudEvents() {}

  /** The array in UTF-8. */
  static byte[] encode(List<ResultEvent> events) {
    ArrayNode array = JSON.createArrayNode();
    events.forEach(event -> array.add(event(event)));
    try {
      return JSON.writeValueAsBytes(array);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of plain values is always JSON", impossible);
    }
  }

  private static ObjectNode event(ResultEvent event) {
    ResultResource resource = event.getResource();
    boolean aboutTenant = resource.getInstance().isEmpty();
    ObjectNode node = JSON.createObjectNode();
    node.put("specversion", "1.0");
    node.put("id", event.getRecordId());
    node.put("source", aboutTenant ? resource.getTenant() : resource.getInstance());
    node.put("type", event.getEventName());
    node.put("time", time(event.getTime()));
    ObjectNode data = node.putObject("data");
    data.put("tenant", resource.getTenant());
    if (!aboutTenant) {
      data.put("instance", resource.getInstance());
      data.put("system", resource.getSystem());
      data.put("serverAddress", resource.getServerAddress());
      data.put("serverPort", resource.getServerPort());
    }
    data.put("observedTime", time(event.getObservedTime()));
    data.put("severityNumber", event.getSeverityNumber());
    data.set("resource", JSON.valueToTree(new TreeMap<>(resource.getAttributes())));
    data.set("attributes", JSON.valueToTree(new TreeMap<>(event.getAttributes())));
    return node;
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
