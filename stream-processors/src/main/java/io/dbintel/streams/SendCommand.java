package io.dbintel.streams;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.operators.sampler.SamplerOverride;
import io.dbintel.streams.runtime.Orders;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

/**
 * Sends a command for one instance, or for all instances of a tenant; or orders that a record is
 * passed over. Each is written to the audit before it is sent.
 */
@Command(
    name = "command",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description =
        "Sends a command for one instance, or for all instances of a tenant; skip has a record"
            + " passed over.")
final class SendCommand implements Callable<Integer> {
  private static final String KINDS =
      "full-poll, reset-baseline, forget, circuit-open, circuit-close, circuit-reset,"
          + " sampler-override";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND", description = SendCommand.KINDS + " or skip.")
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

  /** Whom the command is for: exactly one of them. */
  private static final class Target {
    @Option(names = "--instance", description = "Instance id, tenant/name.")
    private String instance;

    @Option(names = "--tenant", description = "Tenant; the command is for all its instances.")
    private String tenant;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Place place;
  }

  /** A record that is to be passed over. */
  private static final class Place {
    @Option(names = "--topic", description = "Topic of the record to skip (dbintel.raw).")
    private String topic = TopicCatalogue.RAW.name();

    @Option(names = "--partition", required = true, description = "Its partition.")
    private int partition;

    @Option(names = "--offset", required = true, description = "Its offset.")
    private long offset;
  }

  @Override
  public Integer call() throws Exception {
    boolean skips = kind.equalsIgnoreCase("skip");
    if (skips != (target.place != null)) {
      throw new ParameterException(
          spec.commandLine(),
          skips
              ? "give --partition and --offset of the record to skip"
              : "give --instance or --tenant; a record is meant by skip alone");
    }
    CommandKind wanted = skips ? null : kind();
    String key = skips ? null : key();
    if (!skips) {
      checkArguments(wanted);
    }
    ProcessorsConfig config = config();
    Map<String, Object> client = config.kafka().clientSettings();
    String author = System.getProperty("user.name", "unknown");
    try (SchemaRegistry registry = SchemaRegistries.of(config.schemaRegistry(), client)) {
      Orders orders =
          new Orders(
              client, registry, new RecordSigner(config.signing()), Clock.systemUTC(), PATIENCE);
      if (skips) {
        return skip(orders, author);
      }
      String id = orders.command(key, wanted, arguments, author, Map.of());
      spec.commandLine().getOut().println(kind + " sent for " + key + ", command " + id);
      spec.commandLine().getOut().flush();
      return CommandLine.ExitCode.OK;
    }
  }

  private int skip(Orders orders, String author) throws InterruptedException {
    Place place = target.place;
    orders.skip(place.topic, place.partition, place.offset, author, arguments);
    spec.commandLine()
        .getOut()
        .println(
            "skip of "
                + place.topic
                + "-"
                + place.partition
                + " offset "
                + place.offset
                + " written to dbintel.audit; processors that wait for the record go on within"
                + " seconds, one that stopped at it when it is started again");
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private void checkArguments(CommandKind wanted) {
    boolean overrides = wanted == CommandKind.SAMPLER_OVERRIDE;
    boolean saysWhy = overrides || wanted.name().startsWith("CIRCUIT_");
    if (saysWhy && arguments.getOrDefault("reason", "").isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "say why: --argument reason=...; it is written to dbintel.audit");
    }
    if (overrides) {
      try {
        SamplerOverride.check(arguments);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage());
      }
    }
  }

  private CommandKind kind() {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "full-poll" -> CommandKind.FULL_POLL;
      case "reset-baseline" -> CommandKind.RESET_BASELINE;
      case "forget" -> CommandKind.FORGET;
      case "circuit-open" -> CommandKind.CIRCUIT_OPEN;
      case "circuit-close" -> CommandKind.CIRCUIT_CLOSE;
      case "circuit-reset" -> CommandKind.CIRCUIT_RESET;
      case "sampler-override" -> CommandKind.SAMPLER_OVERRIDE;
      default ->
          throw new ParameterException(
              spec.commandLine(), "unknown command " + kind + "; expected " + KINDS + " or skip");
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
