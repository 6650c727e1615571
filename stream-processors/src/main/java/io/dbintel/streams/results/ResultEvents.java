package io.dbintel.streams.results;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.streams.records.Source;
import java.util.Map;

/** Fills the fields that all results share. */
final class ResultEvents {
  private static final int INFO = 9;

  private ResultEvents() {}

  /** The resource of a result about an instance. */
  static ResultResource resource(String instance, Source source) {
    return new ResultResource(
        instance.substring(0, instance.indexOf('/')),
        instance,
        source.system(),
        source.serverAddress().toString(),
        source.serverPort(),
        Map.of());
  }

  /** The resource of a result about a tenant. */
  static ResultResource tenantResource(String tenant) {
    return new ResultResource(tenant, "", "", "", 0, Map.of());
  }

  /** An event at {@code time} (µs), read at {@code timestamp} (agent clock, ms). */
  static ResultEvent event(
      String id,
      ResultResource resource,
      String name,
      long time,
      long timestamp,
      Map<String, Object> attributes) {
    return new ResultEvent(id, resource, name, time, timestamp * 1_000, INFO, attributes);
  }
}
