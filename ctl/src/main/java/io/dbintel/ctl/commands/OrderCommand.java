package io.dbintel.ctl.commands;

import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.ctl.print.Units;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** A subcommand that orders something of one instance. */
abstract class OrderCommand extends InstanceCommand {

  private final String path;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is written to dbintel.audit.")
  private String reason;

  /**
   * @param path what is posted to, below the instance
   */
  OrderCommand(Access access, String path) {
    super(access);
    this.path = path;
  }

  /** Further fields of the order. */
  Map<String, Object> fields() {
    return Map.of();
  }

  /** What was ordered, for the line that says so. */
  abstract String what();

  @Override
  final int run(AdminClient client) throws Exception {
    Map<String, Object> all = new LinkedHashMap<>(fields());
    all.put("reason", Reason.of(reason, this));
    Answer answer = post(client, path, all);
    if (!printedAsJson(answer)) {
      say(
          SafeText.line(
              what()
                  + " ordered for "
                  + instance()
                  + ", command "
                  + Units.text(answer.json().path("command_id"))));
    }
    return done();
  }
}
