package io.dbintel.streams.results;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.serde.AvroBytes;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.statements.StatementDelta;

/**
 * Writes {@link ResultEvent}s as Avro bytes, in the order of the schema's fields, without making
 * the record first. Not thread-safe.
 */
final class EventEncoder {
  /** Severity of what is not out of the ordinary. */
  static final int INFO = 9;

  private final AvroBytes out = new AvroBytes();
  private final AvroBytes parts = new AvroBytes();
  private String instance = "";
  private Source source;
  private byte[] resource;

  /**
   * What an event says of itself.
   *
   * @param id record id
   * @param time when it was true, µs of the database clock
   * @param timestamp when it was read, ms of the agent clock
   * @param severity OpenTelemetry's severity number
   */
  record Head(String id, long time, long timestamp, int severity) {
    Head(String id, long time, long timestamp) {
      this(id, time, timestamp, INFO);
    }
  }

  /** An event about an instance. */
  EncodedRecord event(Head head, String about, Source readAt, EventLayout layout, Object[] values) {
    begin(head, resource(about, readAt), layout);
    layout.write(values, out);
    return end();
  }

  /** An event about an instance, with the growth of statement counters. */
  EncodedRecord event(
      Head head,
      String about,
      Source readAt,
      EventLayout layout,
      Object[] values,
      CounterNames counters,
      StatementDelta delta) {
    begin(head, resource(about, readAt), layout);
    layout.writeEntries(values, counters.size(delta), out);
    counters.write(delta, out);
    out.endCollection();
    return end();
  }

  /** An event about a tenant. */
  EncodedRecord event(Head head, String tenant, EventLayout layout, Object[] values) {
    begin(head, resource(tenant, "", "", "", 0), layout);
    layout.write(values, out);
    return end();
  }

  private void begin(Head head, byte[] about, EventLayout layout) {
    out.writeText(head.id())
        .writeRaw(about)
        .writeText(layout.name())
        .writeInt(head.time())
        .writeInt(head.timestamp() * 1_000)
        .writeInt(head.severity());
  }

  private EncodedRecord end() {
    return EncodedRecord.take(ResultEvent.getClassSchema(), out);
  }

  /** The events of a record are about the same: encoded once. */
  private byte[] resource(String about, Source readAt) {
    if (!readAt.equals(source) || !about.equals(instance)) {
      resource =
          resource(
              about.substring(0, about.indexOf('/')),
              about,
              readAt.system(),
              readAt.serverAddress().toString(),
              readAt.serverPort());
      source = readAt;
      instance = about;
    }
    return resource;
  }

  private byte[] resource(String tenant, String id, String system, String address, int port) {
    return parts
        .writeText(tenant)
        .writeText(id)
        .writeText(system)
        .writeText(address)
        .writeInt(port)
        .endCollection()
        .take();
  }
}
