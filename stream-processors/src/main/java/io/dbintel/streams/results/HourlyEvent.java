package io.dbintel.streams.results;

import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.records.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * An event that an instance has once for each hour: its system, the hour, values of its own, and
 * its id. Not thread-safe.
 */
final class HourlyEvent {
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final EventEncoder encoder;
  private final String kind;
  private final List<String> fields;
  private final EventLayouts layouts;

  /**
   * @param name of the event in the catalogue
   * @param kind as record ids have it
   * @param own the catalogue's fields of the values that it has besides
   */
  HourlyEvent(EventEncoder encoder, String name, String kind, List<String> own) {
    this.encoder = encoder;
    this.kind = kind;
    this.fields = new ArrayList<>(List.of("system", "interval_start", "interval_end"));
    this.fields.addAll(own);
    this.fields.add("record_id");
    this.layouts = new EventLayouts(name, fields);
  }

  /**
   * The event of an hour, at whose end it stands.
   *
   * @param hour hours since the Unix epoch
   * @param own its values, in the order of their fields
   */
  EncodedRecord of(String instance, long timestamp, Source source, long hour, Object... own) {
    return of(RecordId.of(instance, kind).with(hour), instance, timestamp, source, hour, own);
  }

  /**
   * The event of a part of an hour, of which there may be one with each name.
   *
   * @param part name of the part
   */
  EncodedRecord ofPart(
      String part, String instance, long timestamp, Source source, long hour, Object... own) {
    RecordId id = RecordId.of(instance, kind).with(hour).with(part);
    return of(id, instance, timestamp, source, hour, own);
  }

  private EncodedRecord of(
      RecordId recordId, String instance, long timestamp, Source source, long hour, Object... own) {
    String id = recordId.hex();
    long start = hour * HOUR_MICROS;
    Object[] values = new Object[fields.size()];
    values[0] = source.system();
    values[1] = start;
    values[2] = start + HOUR_MICROS;
    System.arraycopy(own, 0, values, 3, own.length);
    values[values.length - 1] = id;
    return encoder.event(
        new EventEncoder.Head(id, start + HOUR_MICROS, timestamp),
        instance,
        source,
        layouts.of(source),
        values);
  }
}
