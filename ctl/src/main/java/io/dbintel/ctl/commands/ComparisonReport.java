package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.ctl.compare.Comparison;
import io.dbintel.ctl.compare.Measure;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import io.dbintel.schemas.InstanceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Says what a comparison of ledger and database shows. */
final class ComparisonReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ComparisonReport() {}

  static List<String> lines(InstanceId instance, Comparison result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "ledger of "
            + instance
            + " and its database, polls from "
            + moment(result.from())
            + " to "
            + moment(result.to())
            + " ("
            + result.polls()
            + " seen)");
    Table table =
        Table.of("", ">told", ">counted at least", ">counted at most", ">difference", "verdict");
    add(table, "calls", result.calls(), Units::count);
    add(table, "rows", result.rows(), Units::count);
    add(table, "time", result.timeNs(), Units::nanos);
    lines.addAll(table.lines(0));
    long width = result.calls().most() - result.calls().least();
    if (result.isExact()) {
      lines.add(
          "Nothing else is possible: the database was read alike before and after the polls.");
    } else {
      lines.add(
          "Between the bounds are "
              + Units.count(width)
              + " calls that ran while polls and readings of the database alternated, "
              + Units.count(result.ownCalls())
              + " of them by the role of the agent; a longer --for makes them matter less.");
    }
    named("Gaps that the ledger names: ", result.gaps(), lines);
    named("Counters that began anew meanwhile: ", result.disturbances(), lines);
    if (result.isWrong()) {
      lines.add(
          "Nothing explains the difference: report it, with the output of --json and the agent's"
              + " and the processors' logs.");
    }
    return lines;
  }

  private static void add(Table table, String name, Measure measure, LongFunction<String> printed) {
    table.add(
        name,
        printed.apply(measure.told()),
        printed.apply(measure.least()),
        printed.apply(measure.most()),
        measure.difference() == 0 ? "none" : printed.apply(measure.difference()),
        measure.verdict().words());
  }

  private static void named(String what, Map<String, Long> counts, List<String> lines) {
    if (!counts.isEmpty()) {
      lines.add(
          what
              + counts.entrySet().stream()
                  .map(entry -> entry.getKey() + " " + Units.count(entry.getValue()))
                  .collect(Collectors.joining(", ")));
    }
  }

  private static String moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** One line of JSON. */
  static String json(InstanceId instance, Comparison result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("instance", instance.toString());
    json.put("from", Instant.EPOCH.plus(result.from(), ChronoUnit.MICROS).toString());
    json.put("to", Instant.EPOCH.plus(result.to(), ChronoUnit.MICROS).toString());
    json.put("polls", result.polls());
    json.set("calls", measure(result.calls()));
    json.set("rows", measure(result.rows()));
    json.set("time_ns", measure(result.timeNs()));
    json.put("own_calls_between_bounds", result.ownCalls());
    json.set("gaps", JSON.valueToTree(result.gaps()));
    json.set("began_anew", JSON.valueToTree(result.disturbances()));
    json.put("exact", result.isExact());
    json.put("wrong", result.isWrong());
    return json.toString();
  }

  private static ObjectNode measure(Measure measure) {
    ObjectNode json = JSON.createObjectNode();
    json.put("told", measure.told());
    json.put("least", measure.least());
    json.put("most", measure.most());
    json.put("difference", measure.difference());
    json.put("verdict", measure.verdict().name().toLowerCase(Locale.ROOT));
    return json;
  }
}
