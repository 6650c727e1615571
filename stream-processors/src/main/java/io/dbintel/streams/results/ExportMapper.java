package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
import java.util.List;

/** Gives what happens to a tenant's exports the names of {@code dbintel.export} events. */
final class ExportMapper {
  private static final String ERRORS = "dbintel.export.errors";
  private static final String FEEDBACK = "dbintel.export.feedback";
  private static final double MILLIS_PER_SECOND = 1e3;

  private final EventEncoder encoder = new EventEncoder();
  private final EventLayout errors =
      layout(
          ERRORS,
          "sink",
          "category",
          "state",
          "remedy",
          "errors",
          "offered",
          "share",
          "total",
          "lasted",
          "message",
          "record_id");
  private final EventLayout feedback =
      layout(FEEDBACK, "rate_level", "cardinality_level", "shadow", "record_id");

  private static EventLayout layout(String event, String... fields) {
    return EventLayout.of(SystemCatalogue.of(SystemCatalogue.PRODUCT), event, List.of(fields));
  }

  EncodedRecord errors(String tenant, long timestamp, Insight.ExportErrors one) {
    String id = id(tenant, ERRORS, timestamp, one.sequence());
    Object[] values = {
      one.sink(),
      one.category(),
      one.begins() ? "begins" : "ends",
      one.remedy(),
      one.errors(),
      one.offered(),
      one.share(),
      one.total(),
      one.lasted() / MILLIS_PER_SECOND,
      one.message(),
      id
    };
    int severity = one.begins() ? one.severity() : EventEncoder.INFO;
    return encoder.event(head(id, timestamp, severity), tenant, errors, values);
  }

  EncodedRecord feedback(String tenant, long timestamp, Insight.ExportFeedback one) {
    String id = id(tenant, FEEDBACK, timestamp, one.sequence());
    Object[] values = {(long) one.rate(), (long) one.cardinality(), one.shadow(), id};
    boolean withholds = one.rate() > 0 || one.cardinality() > 0;
    return encoder.event(
        head(id, timestamp, withholds ? EventEncoder.WARN : EventEncoder.INFO),
        tenant,
        feedback,
        values);
  }

  private static String id(String tenant, String event, long timestamp, long sequence) {
    return RecordId.of(tenant, event).with(timestamp).with(sequence).hex();
  }

  private static EventEncoder.Head head(String id, long timestamp, int severity) {
    return new EventEncoder.Head(id, timestamp * 1_000, timestamp, severity);
  }
}
