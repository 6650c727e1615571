package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.api.UsageException;
import io.dbintel.ctl.compare.Comparison;
import io.dbintel.ctl.compare.ComparisonRun;
import io.dbintel.ctl.compare.LedgerReading;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import io.dbintel.runtime.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the ledger of an instance, or compares it with the database. */
@Command(
    name = "ledger",
    description =
        "Shows what came in and what left of an instance, hour by hour; --compare compares it with"
            + " what the database counts meanwhile.")
public final class LedgerCommand extends InstanceCommand {

  private static final int MOST_HOURS = 24;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration PACE = Duration.ofMillis(500);

  @Option(names = "--hours", paramLabel = "N", description = "Hours to show, 1 to 24 (24).")
  private int hours = MOST_HOURS;

  @Option(
      names = "--compare",
      description = "Compares the ledger with the database; needs --agent-config.")
  private boolean compare;

  @Option(
      names = "--agent-config",
      paramLabel = "FILE",
      description = "Configuration of the agent of the instance, to read the database as it does.")
  private List<Path> agentFiles = List.of();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationArgument.class,
      description = "How long to compare, 1h at most (60s).")
  private Duration time = Duration.ofSeconds(60);

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationArgument.class,
      description = "Longest wait for a poll to come into the ledger (2m).")
  private Duration patience = Duration.ofMinutes(2);

  /** With these options. */
  public LedgerCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    if (hours < 1 || hours > MOST_HOURS) {
      throw wrong("--hours is " + hours + "; expected 1 to " + MOST_HOURS);
    }
    if (compare == agentFiles.isEmpty()) {
      throw wrong(
          "give --compare and --agent-config together, the agent's configuration of this instance");
    }
    return compare ? compare(client) : show(client);
  }

  private int show(AdminClient client) throws Exception {
    Answer answer = get(client, "ledger?hours=" + hours);
    if (printedAsJson(answer)) {
      return done();
    }
    Table table =
        Table.of(
            "hour",
            ">calls in",
            ">named",
            ">remainder",
            ">time in",
            ">named",
            ">rows in",
            ">stale",
            "adds up",
            "last read",
            "gaps");
    for (JsonNode hour : answer.json().path("hours")) {
      JsonNode in = hour.path("in");
      table.add(
          Units.moment(hour.path("hour")) + (hour.path("complete").asBoolean(true) ? "" : " …"),
          Units.count(in.path("calls")),
          Units.count(hour.path("named").path("calls")),
          Units.count(hour.path("remainder").path("calls")),
          Units.nanos(in.path("time_ns")),
          Units.nanos(hour.path("named").path("time_ns")),
          Units.count(in.path("rows")),
          Units.count(hour.path("stale")),
          addsUp(hour) ? "yes" : "NO",
          Units.moment(hour.path("last_read")),
          gaps(hour));
    }
    say(table, "no hour yet");
    return done();
  }

  /** Whether what came in is what was named and what is left, in each sum. */
  private static boolean addsUp(JsonNode hour) {
    for (String sum : List.of("calls", "rows", "time_ns")) {
      long out = hour.path("named").path(sum).asLong() + hour.path("remainder").path(sum).asLong();
      if (hour.path("in").path(sum).asLong() != out) {
        return false;
      }
    }
    return true;
  }

  private static String gaps(JsonNode hour) {
    StringJoiner gaps = new StringJoiner(", ");
    hour.path("gaps").properties().stream()
        .filter(gap -> gap.getValue().asLong() != 0)
        .forEach(gap -> gaps.add(gap.getKey() + " " + Units.count(gap.getValue())));
    for (String other : List.of("rows_left", "evictions", "hidden_rows")) {
      if (hour.path(other).asLong() != 0) {
        gaps.add(other + " " + Units.count(hour.path(other)));
      }
    }
    return gaps.length() == 0 ? "-" : gaps.toString();
  }

  private int compare(AdminClient client) throws Exception {
    if (time.compareTo(LONGEST) > 0) {
      throw wrong("--for is " + time + "; expected 1h at most");
    }
    InstanceConfig config = configured();
    try (CounterReader database =
        DatabaseSystems.load()
            .counters(config)
            .orElseThrow(
                () -> new UsageException(instance() + " is of a system without statements"))) {
      Comparison result =
          new ComparisonRun(
                  () -> LedgerReading.of(get(client, "ledger?hours=" + MOST_HOURS).json()),
                  database,
                  time,
                  patience,
                  PACE,
                  this::remark)
              .run();
      if (json()) {
        say(ComparisonReport.json(instance(), result));
      } else {
        say(ComparisonReport.lines(instance(), result));
      }
      return result.isWrong() ? failed() : done();
    }
  }

  private InstanceConfig configured() {
    AgentConfig agent = ConfigLoader.load(AgentConfig.class, agentFiles);
    List<String> ids = agent.instances().stream().map(InstanceConfig::id).toList();
    return agent.instances().stream()
        .filter(each -> each.id().equals(instance().toString()))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--agent-config has no instance "
                        + instance()
                        + ", it has "
                        + String.join(", ", ids)
                        + "; give the configuration of the agent that polls it"));
  }
}
