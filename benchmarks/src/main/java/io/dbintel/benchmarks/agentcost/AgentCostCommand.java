package io.dbintel.benchmarks.agentcost;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.benchmarks.agentcost.Pollers.Cost;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.FreePort;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the agent's statement polls cost PostgreSQL, beside a poller that reads texts and beside
 * what libpq needs to read the same view at all, at the same interval in the same run.
 */
@Command(
    name = "agent-cost",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "CPU time of the agent's PostgreSQL backends per poll, and of the agent itself.")
public final class AgentCostCommand implements Callable<Integer> {

  private static final int SETTLING_POLLS = 12;

  @Option(names = "--statements", defaultValue = "5000", description = "Distinct statements.")
  private int statementCount;

  @Option(
      names = "--text-bytes",
      defaultValue = "220,450,750",
      split = ",",
      description =
          "Least lengths of a statement's text, one measurement each; the text-reading poller pays"
              + " for them.")
  private List<Integer> textBytes;

  @Option(names = "--polls", defaultValue = "40", description = "Polls per measurement.")
  private int polls;

  @Option(
      names = "--interval-ms",
      defaultValue = "1500",
      description = "Interval of both pollers, milliseconds.")
  private int intervalMillis;

  @Override
  public Integer call() throws Exception {
    Path root = Path.of(System.getProperty("dbintel.root", ".")).toAbsolutePath();
    if (LibpqReader.program().isEmpty()) {
      say("psql is not installed, so nothing is compared with what libpq needs at least");
    }
    for (int length : textBytes) {
      Path directory = Files.createTempDirectory("dbintel-bench");
      try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
          EmbeddedPostgres postgres =
              EmbeddedPostgres.builder().setting("pg_stat_statements.max", "10000").start()) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
          new TopicProvisioner(admin).createMissing(1, (short) 1);
        }
        postgres.execute("CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor");
        System.out.println(measure(length, root, directory, kafka, postgres));
      }
    }
    return 0;
  }

  private String measure(
      int length, Path root, Path directory, EmbeddedKafka kafka, EmbeddedPostgres postgres)
      throws Exception {
    DistinctStatements statements = new DistinctStatements(statementCount, length);
    Duration interval = Duration.ofMillis(intervalMillis);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "agent-cost");
    try (Connection connection = postgres.connection("postgres")) {
      statements.createTable(connection);
    }
    try (PollCounter counter = new PollCounter(kafka.bootstrapServers());
        AgentProcess agent = agent(root, directory, kafka, postgres, true);
        Pollers pollers = new Pollers(postgres, statements, counter, interval)) {
      counter.awaitFirstRecord();
      addDatabaseCost(line, pollers);
    }
    line.put("statements", statements.size());
    line.put("mean_text_bytes", round(statements.meanTextBytes()));
    try (PollCounter counter = new PollCounter(kafka.bootstrapServers());
        AgentProcess agent = agent(root, directory, kafka, postgres, false);
        Pollers pollers = new Pollers(postgres, statements, counter, interval)) {
      double firstRecord = agent.secondsTo(counter.awaitFirstRecord());
      pollers.drive(1, polls);
      line.put("agent_rss_mb", round(agent.residentMegabytes()));
      line.put("agent_cpu_share", round(agent.cpuShare()));
      line.put("agent_first_record_s", round(firstRecord));
    }
    return new ObjectMapper().writeValueAsString(line);
  }

  private AgentProcess agent(
      Path root,
      Path directory,
      EmbeddedKafka kafka,
      EmbeddedPostgres postgres,
      boolean onlyStatements)
      throws IOException {
    return AgentProcess.start(
        root,
        directory,
        kafka.bootstrapServers(),
        postgres,
        Duration.ofMillis(intervalMillis),
        onlyStatements);
  }

  private void addDatabaseCost(Map<String, Object> line, Pollers pollers)
      throws SQLException, IOException {
    pollers.drive(1, SETTLING_POLLS);
    Cost all = pollers.drive(1, polls);
    say("every statement ran between two polls: " + all);
    pollers.drive(10, SETTLING_POLLS);
    Cost tenth = pollers.drive(10, polls);
    say("one statement in ten ran: " + tenth);
    add(line, all, "");
    add(line, tenth, "_tenth_active");
  }

  private static void add(Map<String, Object> line, Cost cost, String suffix) {
    line.put("backend_cpu_ms_per_poll" + suffix, round(cost.agent()));
    line.put("text_poll_cpu_ms_per_poll" + suffix, round(cost.texts()));
    line.put("ratio" + suffix, round(cost.agent() / cost.texts()));
    if (!Double.isNaN(cost.scan())) {
      line.put("scan_cpu_ms_per_poll" + suffix, round(cost.scan()));
      line.put("hot_columns_cpu_ms_per_poll" + suffix, round(cost.hotColumns()));
      line.put("ratio_to_scan" + suffix, round(cost.agent() / cost.scan()));
      line.put("ratio_to_hot_columns" + suffix, round(cost.agent() / cost.hotColumns()));
    }
  }

  private static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  private static void say(String line) {
    System.out.println("bench agent-cost: " + line);
  }
}
