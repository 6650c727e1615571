package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the rates of an instance, overrides them for a while, or ends that. */
@Command(
    name = "sampling",
    description =
        "Shows the rates at which statements and sessions are kept; --rate has one hold in place of"
            + " all for a while, --end ends that.")
public final class SamplingCommand extends InstanceCommand {

  private static final Duration LONGEST = Duration.ofHours(24);

  @Option(
      names = "--rate",
      paramLabel = "SHARE",
      description = "Share to keep, 0 to 1, in place of the rates of all rules.")
  private Double rate;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationArgument.class,
      description = "How long --rate holds, for example 10m; 24h at most.")
  private Duration time;

  @Option(names = "--end", description = "Ends an override.")
  private boolean end;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why --rate or --end; it is written to dbintel.audit.")
  private String reason;

  /** With these options. */
  public SamplingCommand(Access access) {
    super(access);
  }

  @Override
  int run(AdminClient client) throws Exception {
    if (end && (rate != null || time != null)) {
      throw wrong("--end goes without --rate and --for; give one or the other");
    }
    if (end) {
      return end(client);
    }
    if ((rate == null) != (time == null)) {
      throw wrong("give --rate and --for together, for example --rate 0.5 --for 10m");
    }
    if (rate != null) {
      return override(client);
    }
    if (reason != null) {
      throw wrong("--reason goes with --rate and --for, or with --end");
    }
    return show(client);
  }

  private int override(AdminClient client) throws Exception {
    if (!(rate >= 0 && rate <= 1)) {
      throw wrong("--rate is " + rate + "; expected a share from 0 to 1, for example 0.5");
    }
    if (time.compareTo(LONGEST) > 0 || time.toSeconds() == 0) {
      throw wrong("--for is " + time + "; expected 1s to 24h");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rate", rate);
    fields.put("expires_in", time.toSeconds() + "s");
    fields.put("reason", Reason.of(reason, this));
    Answer answer = post(client, "sampling", fields);
    if (!printedAsJson(answer)) {
      say(
          SafeText.line(
              "sampling rate "
                  + rate
                  + " ordered for "
                  + instance()
                  + " until "
                  + Units.moment(answer.json().path("expires_at"))
                  + ", command "
                  + Units.text(answer.json().path("command_id"))));
    }
    return done();
  }

  private int end(AdminClient client) throws Exception {
    Answer answer = delete(client, "sampling?reason=" + encoded(Reason.of(reason, this)));
    if (!printedAsJson(answer)) {
      say(
          SafeText.line(
              "end of the sampling override ordered for "
                  + instance()
                  + ", command "
                  + Units.text(answer.json().path("command_id"))));
    }
    return done();
  }

  private int show(AdminClient client) throws Exception {
    Answer answer = get(client, "sampling");
    if (printedAsJson(answer)) {
      return done();
    }
    JsonNode sampling = answer.json();
    say(
        SafeText.line(
            "target "
                + Units.count(sampling.path("target_per_minute"))
                + " records a minute"
                + (sampling.path("shadow").asBoolean() ? ", in shadow: nothing is left out" : "")));
    JsonNode override = sampling.path("override");
    if (override.isObject()) {
      say(
          SafeText.line(
              "override "
                  + Units.percent(override.path("rate"))
                  + " until "
                  + Units.moment(override.path("expires_at"))
                  + " by "
                  + Units.text(override.path("author"))
                  + ": "
                  + Units.text(override.path("reason"))));
    }
    Table table = Table.of("rule", "of", ">kept", ">configured");
    for (JsonNode each : sampling.path("rates")) {
      table.add(
          Units.text(each.path("rule")),
          Units.text(each.path("stratum")),
          Units.percent(each.path("rate")),
          Units.percent(each.path("configured")));
    }
    say(table, "no rules");
    return done();
  }
}
