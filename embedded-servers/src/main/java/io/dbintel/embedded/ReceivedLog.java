package io.dbintel.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One log record that an {@link OtlpReceiver} accepted.
 *
 * @param resource resource attributes
 * @param eventName event name, empty for a plain log record
 * @param timeUnixNano its own timestamp
 * @param attributes attributes: String, Long, Double, Boolean or List
 */
public record ReceivedLog(
    Map<String, Object> resource,
    String eventName,
    long timeUnixNano,
    Map<String, Object> attributes) {

  static List<ReceivedLog> of(byte[] body) throws InvalidProtocolBufferException {
    List<ReceivedLog> received = new ArrayList<>();
    for (ResourceLogs logs : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
      Map<String, Object> resource = OtlpAttributes.of(logs.getResource().getAttributesList());
      logs.getScopeLogsList().stream()
          .flatMap(scope -> scope.getLogRecordsList().stream())
          .map(log -> of(resource, log))
          .forEach(received::add);
    }
    return received;
  }

  private static ReceivedLog of(Map<String, Object> resource, LogRecord log) {
    return new ReceivedLog(
        resource,
        log.getEventName(),
        log.getTimeUnixNano(),
        OtlpAttributes.of(log.getAttributesList()));
  }
}
