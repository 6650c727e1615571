package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import picocli.CommandLine.Command;

/** Lists the circuits. */
@Command(name = "circuits", description = "Lists the circuits, and why they opened.")
public final class CircuitsCommand extends ApiCommand {

  /** With these options. */
  public CircuitsCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    Answer answer = client.get("/circuits");
    if (!printedAsJson(answer)) {
      Table table = Table.of("instance", "circuit", "held by a person", "since", "last opened for");
      for (JsonNode circuit : answer.json().path("circuits")) {
        table.add(
            Units.text(circuit.path("instance")),
            Units.text(circuit.path("state")),
            circuit.path("forced").asBoolean() ? "yes" : "no",
            Units.moment(circuit.path("since")),
            Units.text(circuit.path("reason")));
      }
      say(table, "no circuit yet");
    }
    remarkIfPartial(answer.json());
    return done();
  }
}
