package io.dbintel.benchmarks.agentcost;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the agent's statement polls cost PostgreSQL, beside a poller that reads texts, at the same
 * interval in the same run.
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
      defaultValue = "700",
      description = "Least length of a statement's text; the text-reading poller pays for it.")
  private int textBytes;

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
    Path directory = Files.createTempDirectory("dbintel-bench");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setting("pg_stat_statements.max", "10000").start()) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        new TopicProvisioner(admin).createMissing(1, (short) 1);
      }
      postgres.execute("CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor");
      System.out.println(measure(root, directory, kafka, postgres));
      return 0;
    }
  }

  private String measure(Path root, Path directory, EmbeddedKafka kafka, EmbeddedPostgres postgres)
      throws IOException, SQLException {
    DistinctStatements statements = new DistinctStatements(statementCount, textBytes);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "agent-cost");
    try (Connection driver = postgres.connection("postgres");
        Connection observer = postgres.connection("postgres");
        TextPoller poller =
            new TextPoller(postgres.jdbcUrl("postgres"), postgres.superuser(), "")) {
      statements.createTable(driver);
      try (PollCounter counter = new PollCounter(kafka.bootstrapServers());
          AgentProcess agent = agent(root, directory, kafka, postgres, true)) {
        counter.awaitFirstRecord();
        addDatabaseCost(line, new Run(statements, driver, observer, counter, poller));
      }
      line.put("statements", statements.size());
      line.put("mean_text_bytes", round(statements.meanTextBytes()));
      try (PollCounter counter = new PollCounter(kafka.bootstrapServers());
          AgentProcess agent = agent(root, directory, kafka, postgres, false)) {
        double firstRecord = agent.secondsTo(counter.awaitFirstRecord());
        new Run(statements, driver, observer, counter, poller).drive(1, polls);
        line.put("agent_rss_mb", round(agent.residentMegabytes()));
        line.put("agent_cpu_share", round(agent.cpuShare()));
        line.put("agent_first_record_s", round(firstRecord));
      }
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

  private void addDatabaseCost(Map<String, Object> line, Run run) throws SQLException, IOException {
    run.drive(1, SETTLING_POLLS);
    Cost all = run.drive(1, polls);
    say("every statement ran between two polls: " + all);
    run.drive(10, SETTLING_POLLS);
    Cost tenth = run.drive(10, polls);
    say("one statement in ten ran: " + tenth);
    line.put("backend_cpu_ms_per_poll", round(all.agentMillis()));
    line.put("text_poll_cpu_ms_per_poll", round(all.textMillis()));
    line.put("ratio", round(all.ratio()));
    line.put("ratio_tenth_active", round(tenth.ratio()));
    line.put("backend_cpu_ms_per_poll_tenth_active", round(tenth.agentMillis()));
    line.put("text_poll_cpu_ms_per_poll_tenth_active", round(tenth.textMillis()));
  }

  private static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  private static void say(String line) {
    System.out.println("bench agent-cost: " + line);
  }

  /** CPU time of one poll of each kind, milliseconds. */
  private record Cost(double agentMillis, double textMillis) {
    double ratio() {
      return agentMillis / textMillis;
    }
  }

  /** The load and both pollers, driven in step: statements, a text poll, then the next interval. */
  private final class Run {
    private final DistinctStatements statements;
    private final Connection driver;
    private final Connection observer;
    private final PollCounter counter;
    private final TextPoller poller;
    private final BackendCpu agentCpu = new BackendCpu(AgentProcess.APPLICATION_NAME);
    private final BackendCpu textCpu = new BackendCpu(TextPoller.APPLICATION_NAME);

    Run(
        DistinctStatements statements,
        Connection driver,
        Connection observer,
        PollCounter counter,
        TextPoller poller) {
      this.statements = statements;
      this.driver = driver;
      this.observer = observer;
      this.counter = counter;
      this.poller = poller;
    }

    /** Executes every {@code step}-th statement once an interval until enough polls were made. */
    Cost drive(int step, int polls) throws SQLException, IOException {
      long firstPoll = counter.polls();
      long agentBefore = agentCpu.sample(observer);
      long textBefore = textCpu.sample(observer);
      long textPolls = 0;
      int offset = 0;
      while (counter.polls() - firstPoll < polls) {
        long next = System.nanoTime() + Duration.ofMillis(intervalMillis).toNanos();
        statements.executeEvery(driver, offset++ % step, step);
        poller.poll();
        textPolls++;
        LockSupport.parkNanos(next - System.nanoTime());
      }
      double agentNanos = agentCpu.sample(observer) - agentBefore;
      double textNanos = textCpu.sample(observer) - textBefore;
      long agentPolls = counter.polls() - firstPoll;
      return new Cost(agentNanos / agentPolls / 1e6, textNanos / textPolls / 1e6);
    }
  }
}
