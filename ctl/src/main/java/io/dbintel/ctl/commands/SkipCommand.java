package io.dbintel.ctl.commands;

import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has a record passed over. */
@Command(name = "skip", description = "Has a record that cannot be processed passed over.")
public final class SkipCommand extends ApiCommand {

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Topic of the record (dbintel.raw).")
  private String topic = "dbintel.raw";

  @Option(names = "--partition", required = true, paramLabel = "N", description = "Its partition.")
  private int partition;

  @Option(names = "--offset", required = true, paramLabel = "N", description = "Its offset.")
  private long offset;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is written to dbintel.audit.")
  private String reason;

  /** With these options. */
  public SkipCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    if (partition < 0 || offset < 0) {
      throw wrong(
          "--partition is "
              + partition
              + " and --offset "
              + offset
              + "; expected 0 or more, as the processors' log names them");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", topic);
    fields.put("partition", partition);
    fields.put("offset", offset);
    fields.put("reason", Reason.of(reason, this));
    Answer answer = client.post("/skip", fields);
    if (!printedAsJson(answer)) {
      say(
          "skip of "
              + topic
              + "-"
              + partition
              + " offset "
              + offset
              + " written to dbintel.audit; processors that wait for the record go on within"
              + " seconds, one that stopped at it when it is started again");
    }
    return done();
  }
}
