package io.dbintel.streams.model;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.streams.model.TopologyHarness.RawEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random raw log of some instances of two tenants with records of every kind: statement polls,
 * texts, sessions and metrics in parts, outcomes, commands for instances and tenants, and what is
 * not valid.
 */
public final class LogOfAllKinds {
  /** The instances, three of them of one tenant. */
  public static final List<String> INSTANCES =
      List.of("acme/billing", "acme/orders", "acme/shop", "zenith/orders");

  /**
   * The first of a few days at the end, days since the epoch, on which every instance says
   * something: until then everything of the days before has been emitted.
   */
  public static final long FIRST_DAY_AFTER = 100;

  private static final int UNDISTURBED = 5;
  private static final long SECOND_MS = 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 86_400_000;
  private static final String TOPIC = "dbintel.raw";

  private final AvroSerializer<SpecificRecord> serializer =
      new AvroSerializer<>(new BundledSchemaRegistry());
  private final List<RawEntry> log = new ArrayList<>();
  private final Map<String, Scenario> scenarios = new TreeMap<>();
  private final Random random;
  private long number;

  private LogOfAllKinds(long seed) {
    random = new Random(seed);
    for (String instance : INSTANCES) {
      Scenario scenario =
          new Scenario(
              random.nextLong(), 17, 2, (timestamp, record) -> add(instance, timestamp, record));
      scenarios.put(instance, scenario);
    }
  }

  /** A log that {@code seed} determines. */
  public static List<RawEntry> random(long seed, int steps) {
    LogOfAllKinds all = new LogOfAllKinds(seed);
    all.scenarios.values().forEach(Scenario::baseline);
    for (String instance : INSTANCES) {
      // no kind is left to chance, nor to what is withheld later on
      all.number++;
      all.sessions(instance, all.scenarios.get(instance).now());
      all.metrics(instance, all.scenarios.get(instance).now());
      for (int step = 0; step < UNDISTURBED; step++) {
        all.scenarios.get(instance).work(5);
        all.scenarios.get(instance).step();
      }
    }
    for (int step = 0; step < steps; step++) {
      all.step(INSTANCES.get(all.random.nextInt(INSTANCES.size())));
    }
    all.scenarios.values().forEach(Scenario::settle);
    all.trouble(INSTANCES.get(0));
    for (long day = FIRST_DAY_AFTER; day < FIRST_DAY_AFTER + 40; day += 10) {
      for (String instance : INSTANCES) {
        // So many records in a row that the instance believes how late it is.
        for (int i = 0; i < 5; i++) {
          all.add(instance, day * DAY_MS, RawRecords.outcome(PollStatus.OK));
        }
      }
    }
    return List.copyOf(all.log);
  }

  private void add(String key, long timestamp, SpecificRecord record) {
    log.add(new RawEntry(key, timestamp, serializer.serialize(TOPIC, record)));
  }

  private void step(String instance) {
    Scenario scenario = scenarios.get(instance);
    number++;
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> scenario.step();
      case 5 -> scenario.disturb();
      case 6 -> scenario.change();
      case 7 -> scenario.pass(random.nextInt(3_000));
      case 8 -> sessions(instance, scenario.now());
      case 9 -> metrics(instance, scenario.now());
      case 10 -> text(instance, scenario.now());
      case 11 -> add(instance, scenario.now(), RawRecords.outcome(status()));
      case 12 -> add(instance, scenario.now(), command(instance));
      case 13 -> add("acme", scenario.now(), command("acme"));
      case 14 -> invalid(instance, scenario.now());
      default -> scenario.work(5);
    }
  }

  /** What takes a while: a circuit that opens and closes, and a day of thresholds. */
  private void trouble(String instance) {
    long now = scenarios.get(instance).now();
    for (int second = 0; second < 60; second++) {
      now += SECOND_MS;
      add(instance, now, RawRecords.outcome(PollStatus.FAILED));
    }
    for (int minute = 0; minute < 10; minute++) {
      now += MINUTE_MS;
      add(instance, now, RawRecords.outcome(PollStatus.OK));
    }
    for (int hour = 0; hour < 26; hour++) {
      now += HOUR_MS;
      number++;
      add(instance, now, RawRecords.tick("agent-0", number, now / SECOND_MS));
      add(instance, now, RawRecords.outcome(PollStatus.OK));
    }
  }

  private PollStatus status() {
    return PollStatus.values()[1 + random.nextInt(3)];
  }

  /** Few different ids: many are sent again. */
  private SpecificRecord command(String key) {
    CommandKind kind =
        random.nextInt(8) == 0
            ? CommandKind.FORGET
            : random.nextBoolean() ? CommandKind.FULL_POLL : CommandKind.UNKNOWN;
    return RawRecords.command(key + "-" + kind + "-" + random.nextInt(4), kind);
  }

  private void sessions(String instance, long now) {
    String incarnation = "agent-" + random.nextInt(2);
    Session one = RawRecords.session("1", now / 1_000);
    Session two = RawRecords.session("2", now / 1_000);
    long second = now / 1_000;
    add(instance, now, RawRecords.tickPart(incarnation, number, second, 0, 2, one));
    add(instance, now, RawRecords.tickPart(incarnation, number, second, 1, 2, two));
  }

  private void metrics(String instance, long now) {
    long second = now / 1_000;
    for (int part = 0; part < 2; part++) {
      MetricPoll poll =
          RawRecords.metrics(
              "agent-" + random.nextInt(2),
              number,
              RawRecords.group(
                  "databases",
                  second,
                  RawRecords.row(
                      Map.of("db.namespace", "part" + part),
                      RawRecords.reading("postgresql.commits", number + random.nextInt(5)),
                      RawRecords.reading("postgresql.novelty", 1L),
                      RawRecords.reading("postgresql.backends", 3L))),
              RawRecords.group(
                  "bgwriter",
                  second,
                  RawRecords.row(
                      Map.of("type", "sync"),
                      RawRecords.reading("postgresql.bgwriter.duration", number + 0.5))));
      poll.setPart(part);
      poll.setParts(2);
      add(instance, now, poll);
    }
  }

  private void text(String instance, long now) {
    int row = random.nextInt(ServerModel.ROWS);
    add(instance, now, RawRecords.text(row, "SELECT a FROM t" + row + " WHERE b = 'secret'"));
    add(instance, now, RawRecords.plan("agent-0", number, now / SECOND_MS));
  }

  private void invalid(String instance, long now) {
    switch (random.nextInt(3)) {
      case 0 -> log.add(new RawEntry(instance, now, new byte[] {1, 2, 3}));
      case 1 -> {
        StatementPollChunk chunk = Chunks.full(number, 0);
        chunk.setChunks(-1);
        add(instance, now, chunk);
      }
      default -> {
        StatementPollChunk chunk =
            Chunks.partial(number, now / 1_000, Chunks.row(1, List.of(1L)), Chunks.row(2, number));
        add(instance, now, chunk);
      }
    }
  }
}
