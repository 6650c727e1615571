package io.dbintel.streams.results;

import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.ResultClass;
import java.util.List;
import java.util.Map;

/** Gives the state of a budget the names of the {@code dbintel.budget} events. Not thread-safe. */
final class BudgetMapper {
  private static final int MOST = 80;
  private static final int ALL = 100;
  private static final List<String> FIELDS =
      List.of(
          "month",
          "level",
          "threshold",
          "spent",
          "forecast",
          "forecast_unreduced",
          "budget",
          "event_bytes",
          "metric_bytes",
          "withheld_bytes",
          "shadow",
          "record_id");

  private final EventEncoder encoder = new EventEncoder();
  private final Map<String, EventLayout> layouts =
      Map.of(
          Insight.Budget.SPENT, layout(Insight.Budget.SPENT),
          Insight.Budget.LEVEL, layout(Insight.Budget.LEVEL),
          Insight.Budget.STATUS, layout(Insight.Budget.STATUS));

  private static EventLayout layout(String event) {
    return EventLayout.of(SystemCatalogue.of(SystemCatalogue.PRODUCT), event, FIELDS);
  }

  EncodedRecord map(String tenant, long timestamp, Insight.Budget budget) {
    String id = RecordId.of(tenant, budget.event()).with(budget.sequence()).hex();
    long metrics = metrics(budget.billed());
    Object[] values = {
      budget.month(),
      (long) budget.level(),
      (long) budget.threshold(),
      budget.spent(),
      budget.forecast(),
      budget.unreduced(),
      budget.budget(),
      budget.billed().total() - metrics,
      metrics,
      budget.withheld().total(),
      budget.shadow(),
      id
    };
    return encoder.event(
        new EventEncoder.Head(id, timestamp * 1_000, timestamp, severity(budget)),
        tenant,
        layouts.get(budget.event()),
        values);
  }

  private static int severity(Insight.Budget budget) {
    return switch (budget.event()) {
      case Insight.Budget.SPENT ->
          budget.threshold() >= ALL
              ? EventEncoder.ERROR
              : budget.threshold() >= MOST ? EventEncoder.WARN : EventEncoder.INFO;
      case Insight.Budget.LEVEL -> budget.level() > 0 ? EventEncoder.WARN : EventEncoder.INFO;
      default -> EventEncoder.INFO;
    };
  }

  private static long metrics(BilledBytes bytes) {
    long sum = 0;
    for (ResultClass kind : ResultClass.values()) {
      sum += kind.isMetric() ? bytes.of(kind) : 0;
    }
    return sum;
  }
}
