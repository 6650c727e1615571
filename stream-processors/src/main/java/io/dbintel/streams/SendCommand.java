package io.dbintel.streams;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.streams.runtime.CommandSender;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a command for one instance, or for all instances of a tenant. */
@Command(
    name = "command",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Sends a command for one instance, or for all instances of a tenant.")
final class SendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND", description = "full-poll, reset-baseline or forget.")
  private String kind;

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Option(
      names = "--argument",
      paramLabel = "NAME=VALUE",
      description = "Argument of the command; may be repeated.")
  private Map<String, String> arguments = new TreeMap<>();

  @Option(names = "--bootstrap-servers", description = "Kafka bootstrap servers.")
  private String bootstrapServers;

  @Option(
      names = "--config",
      description = "Configuration files, for the Kafka and schema registry settings.")
  private List<Path> files = List.of();

  /** Whom the command is for: exactly one of both. */
  private static final class Target {
    @Option(names = "--instance", description = "Instance id, tenant/name.")
    private String instance;

    @Option(names = "--tenant", description = "Tenant; the command is for all its instances.")
    private String tenant;
  }

  @Override
  public Integer call() throws Exception {
    CommandKind wanted = kind();
    String key = key();
    ProcessorsConfig config = config();
    Map<String, Object> client = config.kafka().clientSettings();
    try (SchemaRegistry registry = SchemaRegistries.of(config.schemaRegistry(), client)) {
      CommandSender sender = new CommandSender(client, registry, Clock.systemUTC());
      String author = System.getProperty("user.name", "unknown");
      String id =
          target.instance == null
              ? sender.sendToTenant(key, wanted, arguments, author)
              : sender.sendToInstance(key, wanted, arguments, author);
      spec.commandLine().getOut().println(kind + " sent for " + key + ", command " + id);
      spec.commandLine().getOut().flush();
      return CommandLine.ExitCode.OK;
    }
  }

  private CommandKind kind() {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "full-poll" -> CommandKind.FULL_POLL;
      case "reset-baseline" -> CommandKind.RESET_BASELINE;
      case "forget" -> CommandKind.FORGET;
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "unknown command " + kind + "; expected full-poll, reset-baseline or forget");
    };
  }

  private String key() {
    try {
      return target.instance == null
          ? new InstanceId(target.tenant, "any").tenant()
          : InstanceId.parse(target.instance).toString();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          (target.instance == null ? "--tenant: " : "--instance: ") + e.getMessage());
    }
  }

  private ProcessorsConfig config() {
    if (!files.isEmpty()) {
      return ConfigLoader.load(ProcessorsConfig.class, files);
    }
    if (bootstrapServers == null) {
      throw new ParameterException(
          spec.commandLine(), "give --bootstrap-servers, or --config with kafka.bootstrapServers");
    }
    return ProcessorsConfig.at(bootstrapServers);
  }
}
