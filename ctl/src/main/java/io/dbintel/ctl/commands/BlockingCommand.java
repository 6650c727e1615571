package io.dbintel.ctl.commands;

import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.BlockingTrees;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.ctl.print.Units;
import java.util.List;
import picocli.CommandLine.Command;

/** Draws who blocks whom. */
@Command(name = "blocking", description = "Draws who blocks whom at the last tick.")
public final class BlockingCommand extends InstanceCommand {

  /** With these options. */
  public BlockingCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    Answer answer = get(client, "blocking");
    if (printedAsJson(answer)) {
      return done();
    }
    List<String> lines = BlockingTrees.lines(answer.json());
    say(
        SafeText.line(
            "who blocks whom in "
                + instance()
                + " at "
                + Units.moment(answer.json().path("time"))
                + (lines.isEmpty() ? ": nobody" : "")));
    say(lines);
    return done();
  }
}
