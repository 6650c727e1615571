package io.dbintel.systemtests.mysql;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ResultEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A server, two agents that take turns, and the topology that processes what they send. */
final class DigestRig implements AutoCloseable {

  /** What statements that found no place in the digest table are told as. */
  static final String OVERFLOW = "null overflow";

  private static final String INSTANCE = "acme/orders";
  private static final String COUNTER = "mysql.events_statements_summary_by_digest.";
  private static final DatabaseSystems SYSTEMS = DatabaseSystems.load();

  private final ProcessedLog log;
  private final List<MonitoredInstance> agents;
  private final Random random;
  private final Map<String, Sums> told = new TreeMap<>();

  DigestRig(EmbeddedMysql mysql, Path state, Random random) {
    this.log = new ProcessedLog(state);
    this.agents = Stream.of("one", "two").map(name -> agent(mysql, name)).toList();
    this.random = random;
  }

  private static MonitoredInstance agent(EmbeddedMysql mysql, String incarnation) {
    String system = mysql.release().isMariadb() ? "mariadb" : "mysql";
    InstanceConfig config =
        ConfigLoader.parse(
                AgentConfig.class,
                """
                kafka: {bootstrapServers: "x:1"}
                instances:
                  - {id: %s, system: %s, host: 127.0.0.1, port: %d, user: root}
                """
                    .formatted(INSTANCE, system, mysql.port()))
            .instances()
            .get(0);
    return SYSTEMS.open(
        config, new RecordSource(INSTANCE, system, incarnation, config.host(), config.port()));
  }

  /** What was told of each schema and digest, separated by a blank. */
  Map<String, Sums> told() {
    return told;
  }

  /** One of the agents polls; what it sends is processed at once. */
  void poll() throws PollFailure {
    Collector collector = agents.get(random.nextInt(agents.size())).collectors().get(0);
    RecordedPoll poll = new RecordedPoll(random.nextInt(10));
    try {
      collector.collect(poll);
    } catch (PollFailure brokenByARestart) {
      poll = new RecordedPoll(0);
      collector.collect(poll);
    }
    long clock = poll.clock();
    poll.records().forEach(record -> log.send(INSTANCE, record, clock));
    poll.arrived();
    log.events("db.server.top_query").forEach(this::add);
  }

  private void add(ResultEvent event) {
    Map<String, Object> row = event.getAttributes();
    told.merge(
        row.get("db.namespace") + " " + row.get(COUNTER + "digest"),
        new Sums(
            number(row, COUNTER + "count_star"),
            number(row, COUNTER + "sum_rows_sent") + number(row, COUNTER + "sum_rows_affected"),
            number(row, "dbintel.sum_timer_wait_ns")),
        Sums::plus);
  }

  private static long number(Map<String, Object> row, String attribute) {
    Object value = row.get(attribute);
    if (!(value instanceof Long)) {
      throw new IllegalStateException(attribute + " is " + value + "; expected an integer");
    }
    return (Long) value;
  }

  @Override
  public void close() {
    log.close();
    agents.forEach(MonitoredInstance::close);
  }
}
