package io.dbintel.streams.results;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
import java.util.List;
import java.util.Map;

/** Gives states and transitions of circuits the names of results. Not thread-safe. */
final class CircuitMapper {
  private static final String STATE = "circuit_breaker.state";
  private static final String TRANSITION = "db.server.circuit_breaker.transition";
  private static final String SHADOW = "dbintel.circuit_breaker.shadow";
  private static final List<String> FIELDS =
      List.of(
          "system",
          "circuit_from",
          "circuit_to",
          "circuit_reason",
          "circuit_shadow",
          "circuit_evidence",
          "record_id");

  private final MetricDefinition state =
      SystemCatalogue.of(SystemCatalogue.PRODUCT).metric(STATE).orElseThrow();
  private final EventLayouts layouts = new EventLayouts(TRANSITION, FIELDS);
  private final EventEncoder encoder = new EventEncoder();

  EncodedRecord transition(String instance, long timestamp, Insight.CircuitTransition one) {
    String id =
        RecordId.of(instance, "circuit_transition")
            .with(one.time())
            .with(one.from())
            .with(one.to())
            .with(one.reason())
            .with(one.alike())
            .hex();
    Object[] values = {
      one.source().system(), one.from(), one.to(), one.reason(), one.shadow(), one.evidence(), id
    };
    int severity = one.opens() ? EventEncoder.WARN : EventEncoder.INFO;
    return encoder.event(
        new EventEncoder.Head(id, one.time() * 1_000, timestamp, severity),
        instance,
        one.source(),
        layouts.of(one.source()),
        values);
  }

  ResultMetrics position(String instance, long timestamp, Insight.CircuitPosition one) {
    long time = one.time();
    Metric metric = MetricMapper.metric(state);
    metric
        .getPoints()
        .add(
            new MetricPoint(
                Map.of(SHADOW, Boolean.toString(one.shadow())),
                time,
                time,
                (long) one.state(),
                null));
    return new ResultMetrics(
        RecordId.of(instance, "circuit_state").with(time).with(one.state()).hex(),
        MetricMapper.resource(instance, one.source()),
        timestamp * 1_000,
        List.of(metric));
  }
}
