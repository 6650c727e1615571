package io.dbintel.streams.results;

import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.PlannedStatement;
import java.util.List;

/** Gives a plan the names of the {@code db.server.query_plan} event. Not thread-safe. */
final class PlanMapper {
  private static final String EVENT = "db.server.query_plan";
  private static final List<String> FIELDS =
      List.of(
          "system",
          "database",
          "user",
          "query_id",
          "statement_key",
          "plan_hash",
          "plan_hash_version",
          "plan_method",
          "plan_sampled",
          "plan_nodes",
          "plan_startup_cost",
          "plan_total_cost",
          "plan_truncated",
          "plan",
          "record_id");

  private final EventLayouts layouts = new EventLayouts(EVENT, FIELDS);
  private final EventEncoder encoder = new EventEncoder();

  EncodedRecord map(String instance, long timestamp, Insight.QueryPlan told) {
    PlannedStatement statement = told.statement();
    String id =
        RecordId.of(instance, "query_plan")
            .with(told.read())
            .with(statement.key().storeKey())
            .hex();
    Object[] values = {
      told.source().system(),
      statement.database(),
      statement.user(),
      statement.queryId(),
      statement.key().hex(),
      statement.hash(),
      statement.hashVersion(),
      statement.method(),
      statement.sampled(),
      statement.nodes(),
      statement.startupCost(),
      statement.totalCost(),
      statement.truncated(),
      statement.plan(),
      id
    };
    return encoder.event(
        new EventEncoder.Head(id, told.time(), timestamp),
        instance,
        told.source(),
        layouts.of(told.source()),
        values);
  }
}
