package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.AdminException;
import io.dbintel.ctl.api.Answer;
import io.dbintel.runtime.config.KeySuggestion;
import io.dbintel.schemas.InstanceId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A subcommand about one instance. */
abstract class InstanceCommand extends ApiCommand {

  private static final int NAMES_SHOWN = 5;

  @Parameters(
      index = "0",
      paramLabel = "INSTANCE",
      converter = InstanceArgument.class,
      description = "Instance id, tenant/name; dbintel ctl instances lists them.")
  private InstanceId instance;

  InstanceCommand(Access access) {
    super(access);
  }

  /** Reads {@code tenant/name}. */
  static final class InstanceArgument implements ITypeConverter<InstanceId> {
    @Override
    public InstanceId convert(String text) {
      try {
        return InstanceId.parse(text);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(malformed.getMessage());
      }
    }
  }

  final InstanceId instance() {
    return instance;
  }

  /** Asks about the instance. */
  final Answer get(AdminClient client, String what) throws AdminException, InterruptedException {
    try {
      return client.get(path(what));
    } catch (AdminException problem) {
      throw explained(client, problem);
    }
  }

  /** Orders something of the instance. */
  final Answer post(AdminClient client, String what, Map<String, ?> fields)
      throws AdminException, InterruptedException {
    try {
      return client.post(path(what), fields);
    } catch (AdminException problem) {
      throw explained(client, problem);
    }
  }

  /** Ends something of the instance. */
  final Answer delete(AdminClient client, String what) throws AdminException, InterruptedException {
    try {
      return client.delete(path(what));
    } catch (AdminException problem) {
      throw explained(client, problem);
    }
  }

  private String path(String what) {
    return "/instances/" + encoded(instance.tenant()) + "/" + encoded(instance.name()) + "/" + what;
  }

  /** For a segment of a path or a value in a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private AdminException explained(AdminClient client, AdminException problem)
      throws InterruptedException {
    return problem.status() == 404 ? problem.with(similar(client)) : problem;
  }

  /** The names that may have been meant, if the list can be had. */
  private String similar(AdminClient client) throws InterruptedException {
    List<String> known = new ArrayList<>();
    try {
      for (JsonNode each : client.get("/instances").json().path("instances")) {
        known.add(each.path("instance").asText());
      }
    } catch (AdminException unavailable) {
      return "";
    }
    String wanted = instance.toString();
    List<String> alike =
        known.stream().filter(name -> isAlike(wanted, name)).sorted().limit(NAMES_SHOWN).toList();
    if (!alike.isEmpty()) {
      return "; did you mean " + String.join(" or ", alike) + "?";
    }
    return known.isEmpty()
        ? "; no processor knows any instance yet: does an agent deliver?"
        : "; dbintel ctl instances lists the " + known.size() + " that are known";
  }

  private static boolean isAlike(String wanted, String known) {
    String name = known.substring(known.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    return KeySuggestion.nearest(wanted, List.of(known)).isPresent()
        || name.equals(wanted.substring(wanted.indexOf('/') + 1).toLowerCase(Locale.ROOT));
  }
}
