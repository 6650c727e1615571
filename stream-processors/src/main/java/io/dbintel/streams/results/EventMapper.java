package io.dbintel.streams.results;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
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
          "flags",
          "record_id");

  private final Map<SystemCatalogue, Layout> layouts = new IdentityHashMap<>();

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

  ResultEvent named(String instance, long timestamp, Insight.NamedStatement named) {
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
      flags(named.delta()),
      id
    };
    return ResultEvents.event(
        id,
        ResultEvents.resource(instance, named.source()),
        EVENT,
        named.interval().end(),
        timestamp,
        attributes(named.source().catalogue(), values, named.delta()));
  }

  ResultEvent remainder(String instance, long timestamp, Insight.Remainder rest) {
    String id = RecordId.of(instance, "remainder").with(rest.read()).with(rest.chunk()).hex();
    Object[] values = new Object[FIELDS.size()];
    values[0] = rest.source().system();
    values[9] = true;
    values[10] = rest.statements();
    values[11] = rest.interval().start();
    values[12] = rest.interval().end();
    values[13] = flags(rest.sum());
    values[14] = id;
    return ResultEvents.event(
        id,
        ResultEvents.resource(instance, rest.source()),
        EVENT,
        rest.interval().end(),
        timestamp,
        attributes(rest.source().catalogue(), values, rest.sum()));
  }

  private Map<String, Object> attributes(
      SystemCatalogue catalogue, Object[] values, StatementDelta delta) {
    Layout layout = layouts.computeIfAbsent(catalogue, Layout::of);
    ArrayMap<Object> attributes = layout.event().attributes(values, CounterNames.most(delta));
    layout.counters().add(attributes, delta);
    return attributes;
  }

  private static List<String> flags(StatementDelta delta) {
    return delta.flags() == 0 ? null : DeltaFlag.names(delta.flags());
  }
}
