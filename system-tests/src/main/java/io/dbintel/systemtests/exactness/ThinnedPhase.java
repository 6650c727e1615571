package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.ReceivedLog;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.systemtests.exactness.ThinnedResult.Work;
import io.dbintel.systemtests.workload.BuiltInWorkload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The sums while most names are withheld: other processors take over the state, which sample with
 * rates below 1 and whose tenant has spent its budget, and are killed on the way. Whoever observes
 * is not counted in this phase, so that all of pg_stat_statements is the workload's, and everything
 * that leaves of the database, named and remainders, must add up to what all its rows grew by.
 *
 * <p>Cost control looks at a budget every ten minutes of the tenant's time; here they pass because
 * a second instance of the tenant, with a clock that is ahead, tells of polls that it skipped.
 */
final class ThinnedPhase {
  /** The instance whose clock is ahead. */
  static final String CLOCK = "proof/clock";

  private static final int CLIENTS = 3;
  private static final Duration STEP = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int HALF_MINUTES_AHEAD = 26;
  private static final String REMAINDER = "dbintel.remainder";
  private static final Pattern HELD =
      Pattern.compile("(?m)^dbintel_operator_held\\w*\\{([^}]*)} (\\S+)");
  private static final String COUNTED =
      "SELECT sum(calls), sum(rows), sum(round(total_%s * 1e6))::bigint,"
          + " sum(shared_blks_hit + shared_blks_read) FROM pg_stat_statements";

  private final Rig rig;
  private final String timeColumn;
  private final Consumer<String> say;
  private final int metricsPort = FreePort.find();
  private long sampledOut;
  private long overBudget;

  /**
   * @param major major version of PostgreSQL
   */
  ThinnedPhase(Rig rig, int major, Consumer<String> say) {
    this.rig = rig;
    this.timeColumn = major < 13 ? "time" : "exec_time";
    this.say = say;
  }

  /** Takes over from services that were stopped, and stops those of its own. */
  ThinnedResult run() {
    try {
      return thinned();
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be driven or read", e);
    }
  }

  private ThinnedResult thinned() throws SQLException {
    say.accept("third phase: names are sampled, and the budget is spent");
    for (String observer : Set.of("dbintel", rig.postgres().superuser())) {
      rig.postgres().execute("ALTER ROLE " + observer + " SET pg_stat_statements.track = 'none'");
    }
    rig.exchangeProcessors(metricsPort);
    rig.start();
    try (BuiltInWorkload workload =
        new BuiltInWorkload(rig.postgres().jdbcUrl("postgres"), CLIENTS)) {
      rig.awaitEverythingApplied();
      rig.awaitQuiet(0);
      Work base = counted();
      Exported before = exported();
      workload.resume();
      LockSupport.parkNanos(STEP.toNanos());
      passTime();
      Rig.await("an order of cost control", () -> level() > 0, rig.processors());
      LockSupport.parkNanos(STEP.toNanos());
      takeHeld();
      rig.processors().kill();
      rig.processors().start();
      LockSupport.parkNanos(STEP.toNanos());
      workload.pause();
      rig.awaitEverythingApplied();
      Work expected = counted().minus(base);
      Exported grown = awaitArrival(before, expected);
      takeHeld();
      return new ThinnedResult(
          expected, grown.named(), grown.remainder(), sampledOut, overBudget, level());
    } finally {
      rig.stopServices();
    }
  }

  private Exported awaitArrival(Exported before, Work expected) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Exported grown;
    do {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      grown = exported().minus(before);
    } while (!grown.named().plus(grown.remainder()).equals(expected)
        && System.nanoTime() < deadline);
    return grown;
  }

  private Work counted() throws SQLException {
    try (Connection superuser = rig.postgres().connection("postgres");
        Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery(COUNTED.formatted(timeColumn))) {
      row.next();
      return new Work(new Totals(row.getLong(1), row.getLong(2), row.getLong(3)), row.getLong(4));
    }
  }

  private record Exported(Work named, Work remainder) {
    Exported minus(Exported other) {
      return new Exported(named.minus(other.named), remainder.minus(other.remainder));
    }
  }

  /** All that arrived of the instance's statements; a record that arrived twice counts once. */
  private Exported exported() {
    Set<String> ids = new HashSet<>();
    Exported sum = new Exported(Work.NONE, Work.NONE);
    for (ReceivedLog log : rig.receiver().logRecords()) {
      Map<String, Object> row = log.attributes();
      if (log.eventName().equals("db.server.top_query")
          && Rig.INSTANCE.equals(log.resource().get("dbintel.instance"))
          && ids.add((String) row.get("dbintel.record.id"))) {
        sum =
            Boolean.TRUE.equals(row.get(REMAINDER))
                ? new Exported(sum.named(), sum.remainder().plus(work(row)))
                : new Exported(sum.named().plus(work(row)), sum.remainder());
      }
    }
    return sum;
  }

  private static Work work(Map<String, Object> row) {
    return new Work(
        new Totals(
            number(row, "postgresql.calls"),
            number(row, "postgresql.rows"),
            number(row, "dbintel.total_exec_time_ns")),
        number(row, "postgresql.shared_blks_hit") + number(row, "postgresql.shared_blks_read"));
  }

  private static long number(Map<String, Object> row, String attribute) {
    return (Long) row.getOrDefault(attribute, 0L);
  }

  /** The level that cost control last ordered. */
  private long level() {
    return rig.receiver().logRecords().stream()
        .filter(log -> log.eventName().equals("dbintel.budget.level"))
        .mapToLong(log -> (Long) log.attributes().get("dbintel.budget.reduction.level"))
        .reduce(0, (earlier, later) -> later);
  }

  /** An instance of the tenant tells of skipped polls, each half a minute after the last. */
  private void passTime() {
    long now = System.currentTimeMillis();
    try (KafkaProducer<String, SpecificRecord> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", rig.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new AvroSerializer<SpecificRecord>(new BundledSchemaRegistry()))) {
      for (int step = 0; step <= HALF_MINUTES_AHEAD; step++) {
        long time = now + step * Duration.ofSeconds(30).toMillis();
        producer.send(
            new ProducerRecord<>(TopicCatalogue.RAW.name(), null, time, CLOCK, skipped(time)));
      }
    }
  }

  private static PollOutcome skipped(long time) {
    return PollOutcome.newBuilder()
        .setSystem("postgresql")
        .setIncarnation("00000000-0000-4000-8000-000000000001")
        .setCollector("metrics")
        .setScheduledAt(time * 1_000)
        .setDurationNs(0)
        .setStatus(PollStatus.SKIPPED)
        .setReason("backoff")
        .setMessage(null)
        .setServerAddress("127.0.0.1")
        .setServerPort(5_432)
        .setAgentVersion("proof")
        .build();
  }

  /** Adds up what the processors that run now say they withheld. */
  private void takeHeld() {
    String page = metrics();
    Matcher line = HELD.matcher(page);
    while (line.find()) {
      long count = (long) Double.parseDouble(line.group(2));
      if (line.group(1).contains("operator=\"adaptive-sampler\"")) {
        sampledOut += count;
      } else if (line.group(1).contains("operator=\"fast-statements\"")) {
        overBudget += count;
      }
    }
  }

  private String metrics() {
    URI uri = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException("the processors' metrics cannot be read from " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading metrics", e);
    }
  }
}
