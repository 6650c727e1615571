package io.dbintel.streams.results;

import io.dbintel.streams.operators.ledger.Ledger;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.statement.CounterUnit;
import io.dbintel.schemas.statement.StatementCounter;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.findings.KnownText;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.statements.StatementKey;
import java.util.Map;

/**
 * Gives findings about statements, and the ledger, the names and units of events. Here, and nowhere
 * before, integers are divided: times are told in the receiver's milliseconds, and beside them
 * exactly, in nanoseconds.
 */
final class EventMapper {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final ResultNames names;

  EventMapper(ResultNames names) {
    this.names = names;
  }

  ResultEvent topQuery(String instance, long timestamp, Insight.TopQuery query) {
    StatementKey key = query.key();
    String id = RecordId.of(instance, "top_query").with(query.read()).with(key).hex();
    Attributes attributes =
        new Attributes(names)
            .put("system", query.source().system())
            .put("namespace", query.database())
            .put("top_query.user", query.user())
            .put("top_query.queryid", Long.toString(key.queryid()))
            .put("top_query.dbid", key.dbid())
            .put("top_query.userid", key.userid())
            .put("top_query.toplevel", key.toplevel())
            .put(query.interval());
    text(attributes, query.text());
    delta(attributes, query.delta());
    return ResultEvents.event(
        id,
        ResultEvents.resource(instance, query.source()),
        names.of("event.top_query"),
        query.interval().end(),
        timestamp,
        attributes.put("record_id", id));
  }

  ResultEvent remainder(String instance, long timestamp, Insight.Remainder rest) {
    String id = RecordId.of(instance, "remainder").with(rest.read()).with(rest.chunk()).hex();
    Attributes attributes =
        new Attributes(names)
            .put("system", rest.source().system())
            .put("top_query.remainder", true)
            .put("top_query.remainder_statements", rest.statements())
            .put(rest.interval());
    delta(attributes, rest.sum());
    return ResultEvents.event(
        id,
        ResultEvents.resource(instance, rest.source()),
        names.of("event.top_query"),
        rest.interval().end(),
        timestamp,
        attributes.put("record_id", id));
  }

  ResultEvent ledger(String instance, long timestamp, Insight.Ledger ledger) {
    String id = RecordId.of(instance, "ledger").with(ledger.hour()).hex();
    long start = ledger.hour() * HOUR_MICROS;
    Attributes attributes =
        new Attributes(names)
            .put("system", ledger.source().system())
            .put("interval_start", start)
            .put("interval_end", start + HOUR_MICROS);
    for (Map.Entry<String, Long> entry : ledger.entries().entrySet()) {
      attributes.put("ledger.entry", entry.getKey(), entry.getValue());
    }
    attributes.put("ledger.entry", "quality_score", ledger.qualityScore());
    return ResultEvents.event(
        id,
        ResultEvents.resource(instance, ledger.source()),
        names.of("event.ledger"),
        start + HOUR_MICROS,
        timestamp,
        attributes.put("record_id", id));
  }

  private static void text(Attributes attributes, KnownText text) {
    if (text != null) {
      attributes
          .put("query_text", text.text())
          .put("query_summary", text.summary().isEmpty() ? null : text.summary())
          .put("fingerprint", String.format("%016x", text.fingerprint()));
    }
  }

  private static void delta(Attributes attributes, StatementDelta delta) {
    for (StatementCounter counter : StatementCounter.values()) {
      if (!delta.has(counter)) {
        continue;
      }
      long value = delta.value(counter);
      if (counter.unit() == CounterUnit.NANOSECONDS) {
        attributes.put("top_query.counter", counter.column(), value / NANOS_PER_MILLI);
        attributes.put("top_query.counter_exact", counter.column() + "_ns", value);
      } else {
        attributes.put("top_query.counter", counter.column(), value);
      }
    }
    if (delta.flags() != 0) {
      attributes.put("flags", DeltaFlag.names(delta.flags()));
    }
  }
}
