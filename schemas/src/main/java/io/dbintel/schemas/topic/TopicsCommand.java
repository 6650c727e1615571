package io.dbintel.schemas.topic;

import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dbintel topics}: lists, creates and checks the topics of the catalogue. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Lists, creates and checks the Kafka topics of the product.",
    subcommands = {
      TopicsCommand.ListTopics.class,
      TopicsCommand.CreateTopics.class,
      TopicsCommand.CheckTopics.class
    })
public final class TopicsCommand {

  /** Exit code 0: success; 1: a check or a request to the cluster failed; 2: wrong usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new TopicsCommand())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("dbintel topics: " + message(failure));
              return 1;
            });
  }

  private static String message(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return "no broker answered; check --bootstrap-servers, that a broker listens there, and, if"
            + " it requires TLS or SASL, --command-config ("
            + failure.getMessage()
            + ")";
      }
    }
    return failure.getMessage();
  }

  /** A command that connects to a cluster. */
  abstract static class ClusterCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
        names = "--bootstrap-servers",
        required = true,
        description = "Brokers to connect to, host:port, separated by commas.")
    private String bootstrapServers;

    @Option(
        names = "--command-config",
        description = "Properties file with client settings, for example for TLS and SASL.")
    private Path commandConfig;

    @Override
    public Integer call() throws IOException {
      Properties client = new Properties();
      client.put("default.api.timeout.ms", "20000");
      client.put("request.timeout.ms", "10000");
      if (commandConfig != null) {
        try (InputStream file = new FileInputStream(commandConfig.toFile())) {
          client.load(file);
        }
      }
      client.put("bootstrap.servers", bootstrapServers);
      try (Admin admin = Admin.create(client)) {
        return run(admin, spec.commandLine().getOut());
      }
    }

    abstract int run(Admin admin, PrintWriter out);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Lists the topics: partitions, cleanup policy and what they carry.")
  static final class ListTopics implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (TopicDefinition topic : TopicCatalogue.all()) {
        out.printf(
            "%-24s %2d partitions  %-8s %s%n",
            topic.name(), topic.partitions(), topic.cleanupPolicy().setting(), topic.carries());
      }
      return 0;
    }
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Creates missing topics; does not change existing ones.")
  static final class CreateTopics extends ClusterCommand {

    @Option(
        names = "--partitions",
        defaultValue = "" + TopicCatalogue.DEFAULT_PARTITIONS,
        description = "Partitions of topics keyed by instance (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
        names = "--replication-factor",
        defaultValue = "-1",
        description = "Copies of each partition (default: the broker's).")
    private short replicationFactor;

    @Override
    int run(Admin admin, PrintWriter out) {
      List<String> created =
          new TopicProvisioner(admin).createMissing(partitions, replicationFactor);
      created.forEach(name -> out.println("created " + name));
      out.println(created.size() + " topics created, " + existing(created) + " already existed");
      return 0;
    }

    private static int existing(List<String> created) {
      return TopicCatalogue.all().size() - created.size();
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      versionProvider = ServiceVersion.class,
      description = "Checks broker version, partitions, replication, settings and permissions.")
  static final class CheckTopics extends ClusterCommand {

    @Override
    int run(Admin admin, PrintWriter out) {
      List<TopicFinding> findings = new TopicPreflight(admin).check();
      findings.forEach(out::println);
      long errors =
          findings.stream().filter(f -> f.severity() == TopicFinding.Severity.ERROR).count();
      out.println(errors + " errors, " + (findings.size() - errors) + " warnings");
      return errors == 0 ? 0 : 1;
    }
  }
}
