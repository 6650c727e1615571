package io.dbintel.streams.model;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.model.AgentModel.Sent;
import io.dbintel.streams.model.ServerModel.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random history of a server, of agents that poll it, and of a log that takes what they send:
 * late, twice, in another order, or not at all. An oracle keeps what must come of it.
 */
public final class Scenario {

  /** Takes raw records in the order in which they arrive. */
  @FunctionalInterface
  public interface Log {

    /** A record arrives; {@code timestamp} is when it was made, agent clock, ms since the epoch. */
    void write(long timestamp, SpecificRecord record);
  }

  private final Random random;
  private final ServerModel server;
  private final Log log;
  private final ReadOracle oracle = new ReadOracle();
  private final List<AgentModel> agents = new ArrayList<>();
  private final List<Deque<List<Sent>>> inFlight = new ArrayList<>();
  private int incarnations;
  private int commands;
  private long sent;
  private long applied;
  private long appliedRows;

  /** A history that {@code seed} determines; raw records go to {@code log}. */
  public Scenario(long seed, int version, int agentCount, Log log) {
    this.random = new Random(seed);
    this.server = new ServerModel(version);
    this.log = log;
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
  }

  /** Statements run. */
  public void work(int executions) {
    for (int i = 0; i < executions; i++) {
      server.execute(random.nextInt(ServerModel.ROWS), 1 + random.nextInt(9), random);
    }
  }

  /** One random step: work, a poll, a delivery, a re-sending, a change of order, a kill. */
  public void step() {
    int agent = random.nextInt(agents.size());
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> work(1 + random.nextInt(5));
      case 3, 4, 5 -> inFlight.get(agent).add(agents.get(agent).poll(random.nextBoolean()));
      case 6, 7 -> deliver(agent, 1 + random.nextInt(3));
      case 8 -> resend(agent);
      case 9 -> reorder(agent);
      default -> kill(agent);
    }
  }

  /** One random step that destroys counters, or seems to. */
  public void disturb() {
    switch (random.nextInt(5)) {
      case 0 -> server.evict(random.nextInt(ServerModel.ROWS));
      case 1 -> server.reset();
      case 2 -> server.crash();
      case 3 -> server.failOver(random);
      default -> server.restart();
    }
  }

  /** One random step that changes what is read, or what is made of it. */
  public void change() {
    switch (random.nextInt(3)) {
      case 0 -> server.changeSelection();
      case 1 -> server.toggleHidden(random.nextInt(ServerModel.ROWS));
      default -> resetBaseline();
    }
  }

  private void resetBaseline() {
    log.write(
        server.tick() / 1_000,
        RawRecords.command("command-" + commands++, CommandKind.RESET_BASELINE));
    oracle.resetBaseline();
    agents.forEach(AgentModel::wantFull);
  }

  /** A process dies; what it sent last may be lost, in part too. */
  private void kill(int agent) {
    int lost = random.nextInt(3);
    while (lost-- > 0 && !inFlight.get(agent).isEmpty()) {
      List<Sent> poll = inFlight.get(agent).removeLast();
      int kept = random.nextInt(poll.size());
      if (kept > 0) {
        inFlight.get(agent).add(poll.subList(0, kept));
        break;
      }
    }
    agents.get(agent).restart(incarnation());
  }

  private void resend(int agent) {
    List<Sent> next = inFlight.get(agent).peekFirst();
    if (next != null) {
      next.forEach(this::deliver);
    }
  }

  private void reorder(int agent) {
    List<Sent> first = inFlight.get(agent).pollFirst();
    if (first != null) {
      inFlight.get(agent).addLast(first);
    }
  }

  private void deliver(int agent, int polls) {
    for (int i = 0; i < polls && !inFlight.get(agent).isEmpty(); i++) {
      inFlight.get(agent).removeFirst().forEach(this::deliver);
    }
  }

  private void deliver(Sent sent) {
    log.write(sent.chunk().getReadEnd() / 1_000, sent.chunk());
    this.sent++;
    if (oracle.arrives(sent)) {
      applied++;
      appliedRows += sent.entries().size();
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

  /** Time passes without a poll. */
  public void pass(long seconds) {
    server.pass(seconds);
  }

  /** The time of the agents' clock, ms since the epoch. */
  public long now() {
    return server.tick() / 1_000;
  }

  /** How many chunks arrived, one that arrived twice counted twice. */
  public long sent() {
    return sent;
  }

  /** How many rows were in the chunks that counted. */
  public long appliedRows() {
    return appliedRows;
  }

  /** How many chunks counted. */
  public long applied() {
    return applied;
  }

  /** The exact sum of a row's growth in a counter, by its position in the model. */
  public long expected(int row, int counter) {
    return oracle.expected(row, counter);
  }

  /** The exact sum of all rows' growth in a counter. */
  public long expected(int counter) {
    long sum = 0;
    for (int row = 0; row < ServerModel.ROWS; row++) {
      sum += expected(row, counter);
    }
    return sum;
  }

  /** All work done since each entry's base, in a counter: nothing may exceed it. */
  public long work(int row, int counter) {
    long sum = 0;
    for (Entry entry : server.entries()) {
      if (entry.row == row) {
        sum += entry.counters[counter] - oracle.base(entry, counter);
      }
    }
    return sum;
  }
}
