package io.dbintel.streams.replay;

import io.dbintel.schemas.registry.RetryingSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.runtime.ReplayTopics;
import io.dbintel.streams.runtime.ResultSchemas;
import io.dbintel.streams.runtime.StartPreflight;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * One replay, from the plan to what differs. Run again with the same arguments it goes on where it
 * was; what it wrote is written once.
 */
public final class Replay {
  /** How a run ended. */
  public enum Outcome {
    /** All was replayed and compared. */
    FINISHED,
    /** It was so before. */
    FINISHED_BEFORE,
    /** Stopped on the way. */
    INTERRUPTED
  }

  private static final Duration REGISTRY_RETRY_LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int LOOKS_PER_LINE = 20;
  private static final Duration GROUP_LOOK = Duration.ofMillis(500);

  private final ProcessorsConfig config;
  private final ReplayRequest request;
  private final ReplayScope scope;
  private final String application;
  private final Clock clock;
  private final OrderedBy by;
  private final Consumer<String> out;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private ReplaySummary summary;

  /**
   * Prepares a replay; nothing is read yet.
   *
   * @param config of the processors, with the operators' configuration to be replayed
   * @param configuration identifies the configuration, for going on with the same
   * @param clock tells what is not over yet
   * @param by who has ordered it, for the audit
   * @param out takes lines for people
   */
  public Replay(
      ProcessorsConfig config,
      ReplayRequest request,
      String configuration,
      Clock clock,
      OrderedBy by,
      Consumer<String> out) {
    this.config = config;
    this.request = request;
    this.scope = request.scope(request.id(configuration));
    this.application = config.streams().applicationId() + "-replay-" + scope.id();
    this.clock = clock;
    this.by = by;
    this.out = out;
  }

  /** Id of the replay. */
  public String id() {
    return scope.id();
  }

  /** What differs; null until a run has finished. */
  public ReplaySummary summary() {
    return summary;
  }

  /** Says what would be read and written; writes nothing. */
  public void dryRun() throws InterruptedException {
    Map<String, Object> client = config.kafka().clientSettings();
    try (Admin admin = Admin.create(client);
        PartitionReader log = new PartitionReader(client)) {
      new ReplayTopics(admin, clock).refuseFuture(request.to());
      ReplayState state = new ReplayState(admin, application);
      if (state.isFinished()) {
        sayFinished(state);
        return;
      }
      ReplayPlan plan = planned(state, log);
      plan.spans()
          .forEach(
              (partition, span) ->
                  out.accept(
                      "dbintel.raw-"
                          + partition
                          + ": offsets "
                          + span.begin()
                          + " to "
                          + span.end()
                          + (span.whole() ? "" : ", the log begins later than the warm-up")));
      describe(plan);
      long left = plan.left(state.positions());
      out.accept(left + " records are left, " + left / request.rate() + " s or more at this rate");
      ResultReader.TOPICS.forEach(topic -> out.accept("would write " + scope.topic(topic)));
    }
  }

  /**
   * Replays what is not replayed yet, compares, and tidies up.
   *
   * @throws IllegalStateException when something is in the way, with the fix
   */
  public Outcome run() throws InterruptedException {
    try {
      return replay();
    } finally {
      stopped.countDown();
    }
  }

  /** Ends a run: what is processed is committed, and the run returns. Waits for it. */
  public void stop() throws InterruptedException {
    stopping.countDown();
    stopped.await();
  }

  private Outcome replay() throws InterruptedException {
    Map<String, Object> client = config.kafka().clientSettings();
    StartPreflight.check(client, application);
    try (Admin admin = Admin.create(client);
        PartitionReader log = new PartitionReader(client)) {
      ReplayTopics topics = new ReplayTopics(admin, clock);
      topics.refuseFuture(request.to());
      ReplayState state = new ReplayState(admin, application);
      if (state.isFinished()) {
        topics.removeInternal(application);
        sayFinished(state);
        return Outcome.FINISHED_BEFORE;
      }
      requireAlone(state);
      ReplayPlan plan = planned(state, log);
      prepare(topics, state, log);
      new ReplayAudit(config, clock).write(request, scope.id(), by, state.plan().isPresent());
      state.begin(plan);
      describe(plan);
      if (!process(plan, state)) {
        out.accept("interrupted; run again with the same arguments to go on");
        return Outcome.INTERRUPTED;
      }
      compare(client, log);
      state.finish(plan);
      topics.removeInternal(application);
      return Outcome.FINISHED;
    }
  }

  private void sayFinished(ReplayState state) {
    out.accept(
        "replay "
            + scope.id()
            + " is finished already; to do it again delete the consumer group "
            + state.planGroup()
            + (scope.intoLiveTopics() ? "" : " and the topics " + request.into() + ".*"));
  }

  private ReplayPlan planned(ReplayState state, PartitionReader log) throws InterruptedException {
    Optional<ReplayPlan> begun = state.plan();
    return begun.isPresent() ? begun.get() : new ReplayPlanner(log).plan(request);
  }

  private void describe(ReplayPlan plan) {
    out.accept(
        "replay "
            + scope.id()
            + " of "
            + request.from()
            + " to "
            + request.to()
            + (request.instance().isEmpty() ? "" : ", " + request.instance())
            + ": "
            + plan.size()
            + " records of dbintel.raw with the warm-up of "
            + request.warmUp()
            + ", at most "
            + request.rate()
            + " a second");
    if (plan.shortened() > 0) {
      out.accept(
          "the log of "
              + plan.shortened()
              + " partitions begins later than the warm-up: more state will be cold");
    }
  }

  /** A process that was killed stays in its group until its session is over. */
  private void requireAlone(ReplayState state) throws InterruptedException {
    long looks = config.streams().sessionTimeout().dividedBy(GROUP_LOOK) + 10;
    while (state.isRunning()) {
      if (looks-- <= 0) {
        throw new IllegalStateException(
            "another process is doing this replay, as a member of the consumer group "
                + application
                + "; stop it, or wait for it");
      }
      if (stopping.await(GROUP_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private void prepare(ReplayTopics topics, ReplayState state, PartitionReader log)
      throws InterruptedException {
    if (scope.intoLiveTopics()) {
      return;
    }
    topics.create(ResultReader.TOPICS, scope::topic, request.from());
    boolean begun = state.plan().isPresent();
    for (TopicDefinition topic : ResultReader.TOPICS) {
      String name = scope.topic(topic);
      List<Integer> partitions = log.partitions(name);
      int expected = log.partitions(topic.name()).size();
      if (partitions.size() != expected) {
        throw new IllegalStateException(
            "topic "
                + name
                + " has "
                + partitions.size()
                + " partitions, expected "
                + expected
                + " as "
                + topic.name()
                + " has; delete it, or replay into another prefix");
      }
      for (int partition : partitions) {
        TopicPartition one = new TopicPartition(name, partition);
        if (!begun && log.end(one) > log.begin(one)) {
          throw new IllegalStateException(
              "topic "
                  + name
                  + " holds records of something else, expected none; delete it, or replay into"
                  + " another prefix");
        }
      }
    }
  }

  /** Whether everything is replayed; false when it was stopped before. */
  private boolean process(ReplayPlan plan, ReplayState state) throws InterruptedException {
    long all = plan.size();
    long left = plan.left(state.positions());
    if (left > 0) {
      ReplayApplication running = application(plan);
      try (running) {
        running.start();
        for (int look = 1; left > 0; look++) {
          if (stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
          }
          running.requireAlive();
          left = plan.left(state.positions());
          if (look % LOOKS_PER_LINE == 0) {
            progress(all, left, running.waitsFor());
          }
        }
      }
      running.removeStateDirectory();
    }
    progress(all, 0, "");
    return true;
  }

  private ReplayApplication application(ReplayPlan plan) {
    RetryingSchemaRegistry registry = new RetryingSchemaRegistry(registry(), REGISTRY_RETRY_LIMIT);
    ResultReader.TOPICS.forEach(
        topic -> ResultSchemas.register(registry, topic, scope.topic(topic)));
    return new ReplayApplication(config, application, registry, plan, scope, request.rate());
  }

  private SchemaRegistry registry() {
    return SchemaRegistries.of(config.schemaRegistry(), config.kafka().clientSettings());
  }

  private void progress(long all, long left, String problem) {
    out.accept(
        String.format(
            Locale.ROOT,
            "%3d %%  %d of %d records%s",
            all == 0 ? 100 : 100 * (all - left) / all,
            all - left,
            all,
            problem.isEmpty() ? "" : "; waits: " + problem));
  }

  private void compare(Map<String, Object> client, PartitionReader log) {
    try (SchemaRegistry registry = SchemaRegistries.of(config.schemaRegistry(), client)) {
      ResultFacts facts = new ResultFacts(registry, scope.intoLiveTopics());
      summary = new ResultReader(log, scope, facts).compare();
    }
    summary.lines().forEach(out);
  }
}
