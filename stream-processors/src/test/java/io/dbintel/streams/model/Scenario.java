package io.dbintel.streams.model;

import io.dbintel.streams.operators.sequencing.EpochProgress;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.model.AgentModel.Sent;
import io.dbintel.streams.model.ServerModel.EpochProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A random history of a server, of agents that poll it, and of a log that takes what they send:
 * late, twice, or not at all. Keeps, for every life of a row, what the applied reads said of it, so
 * that the exact sum of the deltas is known.
 */
public final class Scenario {
  private static final int ROWS = 10;

  private final Random random;
  private final ServerModel server;
  private final Predicate<StatementPollChunk> stream;
  private final List<AgentModel> agents = new ArrayList<>();
  private final List<Deque<Sent>> inFlight = new ArrayList<>();
  private final Map<EpochProgress, long[]> base = new IdentityHashMap<>();
  private final Map<EpochProgress, long[]> lastRead = new IdentityHashMap<>();
  private final Map<EpochProgress, Integer> rowOf = new IdentityHashMap<>();
  private boolean baselineTaken;
  private int incarnations;

  /** A history that {@code seed} determines; {@code stream} says whether it applied a chunk. */
  public Scenario(long seed, int version, int agentCount, Predicate<StatementPollChunk> stream) {
    this.random = new Random(seed);
    this.server = new ServerModel(version);
    this.stream = stream;
    for (int agent = 0; agent < agentCount; agent++) {
      agents.add(new AgentModel(server, incarnation()));
      inFlight.add(new ArrayDeque<>());
    }
  }

  private String incarnation() {
    return "incarnation-" + incarnations++;
  }

  /** Some work, then one full poll that is wholly applied: the baseline. */
  public void baseline() {
    work(20);
    settle();
    baselineTaken = true;
  }

  /** Statements run. */
  public void work(int executions) {
    for (int i = 0; i < executions; i++) {
      server.execute(random.nextInt(ROWS), 1 + random.nextInt(9), random);
    }
  }

  /** One random step: work, a poll, a delivery, a re-sending, a kill. */
  public void step() {
    int agent = random.nextInt(agents.size());
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> work(1 + random.nextInt(5));
      case 3, 4, 5 -> inFlight.get(agent).addAll(agents.get(agent).poll(random.nextBoolean()));
      case 6, 7 -> deliver(agent, 1 + random.nextInt(4));
      case 8 -> resend(agent);
      default -> kill(agent);
    }
  }

  /** One random step that destroys counters, or seems to. */
  public void disturb() {
    switch (random.nextInt(4)) {
      case 0 -> server.evict(random.nextInt(ROWS));
      case 1 -> server.reset();
      case 2 -> server.crash();
      default -> server.restart();
    }
  }

  /** The server under test. */
  public ServerModel server() {
    return server;
  }

  private void kill(int agent) {
    int lost = random.nextInt(3);
    while (lost-- > 0 && !inFlight.get(agent).isEmpty()) {
      inFlight.get(agent).removeLast();
    }
    agents.get(agent).restart(incarnation());
  }

  private void resend(int agent) {
    Sent next = inFlight.get(agent).peekFirst();
    if (next != null) {
      deliver(next);
    }
  }

  private void deliver(int agent, int count) {
    for (int i = 0; i < count && !inFlight.get(agent).isEmpty(); i++) {
      deliver(inFlight.get(agent).removeFirst());
    }
  }

  private void deliver(Sent sent) {
    if (!stream.test(sent.chunk())) {
      return;
    }
    int columns = sent.chunk().getColumns().size();
    for (int i = 0; i < sent.lives().size(); i++) {
      EpochProgress life = sent.lives().get(i);
      long[] truth = sent.truth().get(i);
      rowOf.put(life, (int) (long) sent.chunk().getRows().get(i).getKey().getQueryid());
      base.computeIfAbsent(life, unread -> baselineTaken ? new long[truth.length] : truth.clone());
      long[] read = lastRead.computeIfAbsent(life, unread -> base.get(unread).clone());
      System.arraycopy(truth, 0, read, 0, columns);
    }
  }

  /** Everything in flight arrives, then a full poll of a new process is applied. */
  public void settle() {
    for (int agent = 0; agent < agents.size(); agent++) {
      deliver(agent, Integer.MAX_VALUE);
    }
    AgentModel last = agents.get(random.nextInt(agents.size()));
    last.restart(incarnation());
    last.poll(true).forEach(this::deliver);
  }

  /** The exact sum of a row's deltas in a column, given the reads that were applied. */
  public long expected(int row, int column) {
    long sum = 0;
    for (Map.Entry<EpochProgress, long[]> read : lastRead.entrySet()) {
      if (rowOf.get(read.getKey()) == row) {
        sum += read.getValue()[column] - base.get(read.getKey())[column];
      }
    }
    return sum;
  }

  /** All work done under any key since the baseline, in a column: nothing may exceed it. */
  public long work(int row, int column) {
    long sum = 0;
    for (EpochProgress life : server.lives()) {
      Integer rowOfLife = rowOf.get(life);
      if (rowOfLife != null && rowOfLife == row) {
        sum += life.counters()[column] - base.get(life)[column];
      }
    }
    return sum;
  }

  /** Number of different rows. */
  public int rows() {
    return ROWS;
  }
}
