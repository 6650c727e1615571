package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.AdminException;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the heaviest statements, once or again and again. */
@Command(name = "top", description = "Lists the heaviest statements of the last poll.")
public final class TopCommand extends InstanceCommand {

  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";
  private static final int MOST = 50;

  /** What statements are sorted by. */
  enum Order {
    TIME,
    CALLS,
    ROWS,
    MEAN
  }

  @Option(names = "--order", paramLabel = "BY", description = "time, calls, rows or mean (time).")
  private Order order = Order.TIME;

  @Option(names = "--limit", paramLabel = "N", description = "Statements to list, 1 to 50 (20).")
  private int limit = 20;

  @Option(names = "--watch", description = "Shows them again and again until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      converter = DurationArgument.class,
      description = "Time between two looks of --watch (2s).")
  private Duration every = Duration.ofSeconds(2);

  /** With these options. */
  public TopCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    if (limit < 1 || limit > MOST) {
      throw wrong("--limit is " + limit + "; expected 1 to " + MOST);
    }
    show(ask(client));
    while (watch) {
      try {
        Thread.sleep(every.toMillis());
        show(ask(client));
      } catch (InterruptedException stopped) {
        return done();
      } catch (AdminException problem) {
        if (!problem.passes()) {
          throw problem;
        }
        remark(problem.getMessage());
      }
    }
    return done();
  }

  private Answer ask(AdminClient client) throws AdminException, InterruptedException {
    return get(
        client, "statements?order=" + order.name().toLowerCase(Locale.ROOT) + "&limit=" + limit);
  }

  private void show(Answer answer) {
    if (printedAsJson(answer)) {
      return;
    }
    JsonNode window = answer.json().path("window");
    if (watch && width() > 0) {
      say(HOME_AND_CLEAR);
    }
    say(
        SafeText.line(
            "statements of "
                + instance()
                + (window.isObject()
                    ? " from "
                        + Units.moment(window.path("from"))
                        + " to "
                        + Units.moment(window.path("to"))
                    : ": none ran between two polls yet")));
    if (!window.isObject()) {
      return;
    }
    Table table =
        Table.of(
            ">time",
            ">share",
            ">calls",
            ">mean",
            ">rows",
            ">weight",
            "database",
            "user",
            "statement");
    for (JsonNode statement : answer.json().path("statements")) {
      table.add(
          Units.millis(statement.path("time_ms")),
          Units.percent(statement.path("share_of_time")),
          Units.count(statement.path("calls")),
          Units.millis(statement.path("mean_ms")),
          Units.count(statement.path("rows")),
          Units.number(statement.path("weight")),
          Units.text(statement.path("db_namespace")),
          Units.text(statement.path("user_name")),
          statement.path("query_text").isTextual()
              ? statement.path("query_text").asText()
              : "query_id " + Units.text(statement.path("query_id")));
    }
    JsonNode rest = answer.json().path("remainder");
    table.add(
        Units.millis(rest.path("time_ms")),
        "",
        Units.count(rest.path("calls")),
        "",
        Units.count(rest.path("rows")),
        "",
        "",
        "",
        rest.path("statements").isNumber()
            ? "(" + Units.count(rest.path("statements")) + " others)"
            : "(others)");
    say(table, "");
  }
}
