package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.ControlSnapshot.BudgetLine;
import io.dbintel.quickstart.view.ControlSnapshot.BudgetReport;
import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.TenantUsage;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the results of each tenant cost: the last report of the processors, and, since its first one
 * is a while in coming, the bytes of the increments that were seen.
 */
final class BudgetStates {

  private static final String EVENTS = "dbintel.budget.";

  private final SortedMap<String, Long> seenBytes = new TreeMap<>();
  private final SortedMap<String, BudgetReport> reports = new TreeMap<>();

  /** Whether the event is a report. */
  static boolean isReport(ResultEvent event) {
    return event.getEventName().startsWith(EVENTS);
  }

  /** Takes a report: an hourly one, or one of a part that is spent or of another level. */
  void add(ResultEvent report) {
    EventAttributes attributes = new EventAttributes(report.getAttributes());
    reports.put(
        report.getResource().getTenant(),
        new BudgetReport(
            attributes.text(EVENTS + "month"),
            attributes.maybe(EVENTS + "spent"),
            attributes.maybe(EVENTS + "limit"),
            attributes.maybe(EVENTS + "forecast"),
            attributes.number(EVENTS + "reduction.level"),
            attributes.flag(EVENTS + "shadow")));
  }

  /** Takes an increment. */
  void add(TenantUsage usage) {
    String instance = usage.getInstance();
    seenBytes.merge(
        instance.substring(0, instance.indexOf('/')), sum(usage.getBilled()), Long::sum);
  }

  private static long sum(BilledBytes bytes) {
    return bytes.getSession()
        + bytes.getFastStatement()
        + bytes.getTableMetric()
        + bytes.getEvent()
        + bytes.getMetric();
  }

  /** Tenants in the order of their names. */
  List<BudgetLine> lines() {
    SortedSet<String> tenants = new TreeSet<>(seenBytes.keySet());
    tenants.addAll(reports.keySet());
    return tenants.stream()
        .map(
            tenant ->
                new BudgetLine(tenant, seenBytes.getOrDefault(tenant, 0L), reports.get(tenant)))
        .toList();
  }
}
