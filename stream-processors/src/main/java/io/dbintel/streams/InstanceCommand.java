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
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a command for one instance. */
@Command(
    name = "command",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Sends a command for one instance.")
final class InstanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND", description = "full-poll, reset-baseline or forget.")
  private String kind;

  @Option(names = "--instance", required = true, description = "Instance id, tenant/name.")
  private String instance;

  @Option(names = "--bootstrap-servers", description = "Kafka bootstrap servers.")
  private String bootstrapServers;

  @Option(
      names = "--config",
      description = "Configuration files, for the Kafka and schema registry settings.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws Exception {
    CommandKind wanted = kind();
    InstanceId target = target();
    ProcessorsConfig config = config();
    Map<String, Object> client = config.kafka().clientSettings();
    try (SchemaRegistry registry = SchemaRegistries.of(config.schemaRegistry(), client)) {
      CommandSender sender = new CommandSender(client, registry, Clock.systemUTC());
      String id = sender.send(target, wanted, System.getProperty("user.name", "unknown"));
      spec.commandLine().getOut().println(kind + " sent for " + target + ", command " + id);
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

  private InstanceId target() {
    try {
      return InstanceId.parse(instance);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--instance: " + e.getMessage());
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
