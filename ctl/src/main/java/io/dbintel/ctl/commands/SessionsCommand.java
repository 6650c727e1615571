package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.BlockingTrees;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** Lists the sessions of the last tick. */
@Command(name = "sessions", description = "Lists the sessions of an instance at the last tick.")
public final class SessionsCommand extends InstanceCommand {

  /** With these options. */
  public SessionsCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    Answer answer = get(client, "sessions");
    if (printedAsJson(answer)) {
      return done();
    }
    JsonNode sessions = answer.json().path("sessions");
    JsonNode all = answer.json().path("all");
    say(
        SafeText.line(
            "sessions of "
                + instance()
                + " at "
                + Units.moment(answer.json().path("time"))
                + (all.asInt() > sessions.size()
                    ? ", " + sessions.size() + " of " + all.asInt()
                    : "")));
    Table table =
        Table.of(
            "session",
            "user",
            "database",
            "state",
            "waits for",
            ">duration",
            "blocked by",
            "statement");
    for (JsonNode session : sessions) {
      StringJoiner blockers = new StringJoiner(", ");
      session.path("blocked_by").forEach(pid -> blockers.add(pid.asText()));
      table.add(
          Units.text(session.path("pid")),
          Units.text(session.path("user_name")),
          Units.text(session.path("db_namespace")),
          Units.text(session.path("state")),
          session.path("wait_event").isTextual() ? BlockingTrees.doing(session) : "-",
          Units.millis(session.path("duration_ms")),
          blockers.length() == 0 ? "-" : blockers.toString(),
          Units.text(session.path("query_text")));
    }
    say(table, "none");
    return done();
  }
}
