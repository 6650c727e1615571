package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import picocli.CommandLine.Command;

/** Lists the instances that the processors know. */
@Command(name = "instances", description = "Lists the instances that the processors know.")
public final class InstancesCommand extends ApiCommand {

  /** With these options. */
  public InstancesCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    Answer answer = client.get("/instances");
    if (!printedAsJson(answer)) {
      Table table =
          Table.of(
              "instance", "system", "circuit", ">sampling", "last read", ">partition", "processor");
      for (JsonNode instance : answer.json().path("instances")) {
        table.add(
            Units.text(instance.path("instance")),
            Units.text(instance.path("system")),
            Units.text(instance.path("circuit")),
            Units.percent(instance.path("sampling_rate")),
            Units.moment(instance.path("last_read")),
            Units.text(instance.path("partition")),
            Units.text(instance.path("host")));
      }
      say(table, "no instance yet");
    }
    remarkIfPartial(answer.json());
    return done();
  }
}
