package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import picocli.CommandLine.Command;

/** Shows a circuit and what it opens at. */
@Command(name = "show", description = "Shows the circuit of an instance and what it opens at.")
public final class ShowCircuitCommand extends InstanceCommand {

  /** With these options. */
  public ShowCircuitCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    Answer answer = get(client, "circuit");
    if (printedAsJson(answer)) {
      return done();
    }
    JsonNode circuit = answer.json();
    say(
        SafeText.line(
            "circuit of "
                + instance()
                + " "
                + Units.text(circuit.path("state"))
                + (circuit.path("forced").asBoolean() ? ", held by a person," : "")
                + " since "
                + Units.moment(circuit.path("since"))
                + ", last opened for: "
                + Units.text(circuit.path("reason"))));
    Table table = Table.of("threshold", ">value");
    circuit
        .path("thresholds")
        .fields()
        .forEachRemaining(field -> table.add(field.getKey(), Units.number(field.getValue())));
    say(table, "no thresholds");
    return done();
  }
}
