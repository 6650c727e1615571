package io.dbintel.exporter.mapping;

import io.dbintel.exporter.config.ServiceIdentity;
import io.dbintel.exporter.sink.Shortenings;
import io.dbintel.schemas.avro.ResultResource;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Resource attributes of a monitored server, or of a tenant. There is never a service.name: New
 * Relic would take the database for a service.
 */
final class ResourceMapper {

  /** Namespace of OpenTelemetry's service.instance.id (semantic conventions, service). */
  private static final UUID NAMESPACE = UUID.fromString("4d63009a-8d0f-11ee-aad7-4c796ed8e320");

  /** Keys that would change which entity the data belongs to (New Relic documentation). */
  private static final Pattern RESERVED =
      Pattern.compile("service\\.name|entity\\..*|newrelic\\..*|accountId|eventType");

  private static final int MAX_KNOWN = 10_000;

  private final ServiceIdentity identity;
  private final RecordLimiter limiter;
  private final Map<ResultResource, Mapped> known = new ConcurrentHashMap<>();

  /** A resource, and what of it was shortened. */
  private record Mapped(Resource resource, SortedMap<String, Integer> shortened) {}

  ResourceMapper(ServiceIdentity identity, RecordLimiter limiter) {
    this.limiter = limiter;
    this.identity = identity;
  }

  Resource map(ResultResource resource, Shortenings shortenings) {
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    Mapped mapped = known.computeIfAbsent(resource, this::create);
    shortenings.add(mapped.shortened());
    return mapped.resource();
  }

  private Mapped create(ResultResource resource) {
    AttributesBuilder attributes = Attributes.builder();
    if (!resource.getInstance().isEmpty()) {
      putServer(attributes, resource);
    }
    attributes.put("dbintel.tenant", resource.getTenant());
    resource.getAttributes().entrySet().stream()
        .filter(attribute -> !RESERVED.matcher(attribute.getKey()).matches())
        .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
    Shortenings shortenings = new Shortenings();
    Attributes limited = limiter.ofResource(attributes.build(), shortenings);
    return new Mapped(Resource.create(limited), shortenings.counts());
  }

  private void putServer(AttributesBuilder attributes, ResultResource resource) {
    String endpoint = resource.getServerAddress() + ":" + resource.getServerPort();
    attributes
        .put("server.address", resource.getServerAddress())
        .put("server.port", resource.getServerPort())
        .put(
            "service.instance.id",
            identity == ServiceIdentity.HOSTPORT ? endpoint : uuid5(endpoint).toString())
        .put("db.system.name", resource.getSystem())
        .put("dbintel.instance", resource.getInstance());
  }

  /** UUID of version 5 (RFC 9562, section 5.5). */
  static UUID uuid5(String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .flip());
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = hash.getLong() & 0xffffffffffff0fffL | 0x5000L;
      long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
