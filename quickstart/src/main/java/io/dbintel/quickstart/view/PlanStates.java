package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.ControlSnapshot.PlanLine;
import io.dbintel.schemas.avro.ResultEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The last plan of each statement, by instance. */
final class PlanStates {

  static final String EVENT = "db.server.query_plan";

  private final SortedMap<String, Map<String, Plan>> plans = new TreeMap<>();

  private record Plan(String hash, double cost) {}

  void add(ResultEvent event) {
    EventAttributes attributes = new EventAttributes(event.getAttributes());
    plans
        .computeIfAbsent(event.getResource().getInstance(), absent -> new HashMap<>())
        .put(
            attributes.text("dbintel.statement.key"),
            new Plan(
                attributes.text("dbintel.plan.hash"),
                attributes.decimal("dbintel.plan.cost.total")));
  }

  /** Instances in the order of their names. */
  List<PlanLine> lines() {
    return plans.entrySet().stream().map(one -> line(one.getKey(), one.getValue())).toList();
  }

  private static PlanLine line(String instance, Map<String, Plan> byStatement) {
    HashSet<String> structures = new HashSet<>();
    double dearest = 0;
    for (Plan plan : byStatement.values()) {
      structures.add(plan.hash());
      dearest = Math.max(dearest, plan.cost());
    }
    return new PlanLine(instance, byStatement.size(), structures.size(), dearest);
  }
}
