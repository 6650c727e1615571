package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.StatementDelta;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Gives insights about statements the names and units of events. Not thread-safe. */
final class EventMapper {
  private static final String EVENT = "db.server.top_query";
  private static final List<String> FIELDS =
      List.of(
          "system",
          "database",
          "user",
          "query_id",
          "query_text",
          "query_summary",
          "fingerprint",
          "statement_key",
          "nested",
          "remainder",
          "remainder_statements",
          "interval_start",
          "interval_end",
          "weight",
          "flags",
          "record_id");

  private final Map<SystemCatalogue, Layout> layouts = new IdentityHashMap<>();
  private final EventEncoder encoder = new EventEncoder();

  private record Layout(EventLayout event, CounterNames counters) {
    static Layout of(SystemCatalogue catalogue) {
      return new Layout(
          EventLayout.of(catalogue, EVENT, FIELDS),
          new CounterNames(
              catalogue
                  .statements()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "the catalogue of "
                                  + catalogue.system()
                                  + " has no statement counters"))));
    }
  }

  EncodedRecord named(String instance, long timestamp, Insight.NamedStatement named) {
    byte[] key = named.key().storeKey();
    String id = RecordId.of(instance, "top_query").with(named.read()).with(key).hex();
    StatementText text = named.text();
    Object[] values = {
      named.source().system(),
      named.database(),
      named.user(),
      named.queryId().isEmpty() ? null : named.queryId(),
      text == null ? null : text.text(),
      text == null ? null : text.summary(),
      text == null ? null : HexFormat.of().toHexDigits(text.fingerprint()),
      named.key().hex(),
      named.nested(),
      null,
      null,
      named.interval().start(),
      named.interval().end(),
      named.weight(),
      flags(named.delta()),
      id
    };
    return event(
        new EventEncoder.Head(id, named.interval().end(), timestamp),
        instance,
        named.source(),
        values,
        named.delta());
  }

  EncodedRecord remainder(String instance, long timestamp, Insight.Remainder rest) {
    RecordId sum = RecordId.of(instance, "remainder").with(rest.read()).with(rest.chunk());
    String id = (rest.database() == null ? sum : sum.with(rest.database().toString())).hex();
    Object[] values = new Object[FIELDS.size()];
    values[0] = rest.source().system();
    values[1] = rest.database();
    values[9] = true;
    values[10] = rest.statements();
    values[11] = rest.interval().start();
    values[12] = rest.interval().end();
    values[14] = flags(rest.sum());
    values[15] = id;
    return event(
        new EventEncoder.Head(id, rest.interval().end(), timestamp),
        instance,
        rest.source(),
        values,
        rest.sum());
  }

  private EncodedRecord event(
      EventEncoder.Head head,
      String instance,
      Source source,
      Object[] values,
      StatementDelta delta) {
    Layout layout = layouts.computeIfAbsent(source.catalogue(), Layout::of);
    return encoder.event(head, instance, source, layout.event(), values, layout.counters(), delta);
  }

  private static List<String> flags(StatementDelta delta) {
    return delta.flags() == 0 ? null : DeltaFlag.names(delta.flags());
  }
}
