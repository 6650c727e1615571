package io.dbintel.benchmarks.pipeline;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The load of all instances, the same for the same shape and start. Between two statement polls of
 * an instance lies what the shape's {@link LoadMix} says; every sixtieth statement poll carries
 * every statement, as agents do by default.
 */
final class LoadGenerator {

  static final int ROWS_PER_CHUNK = 128;

  private static final int FULL_EVERY = 60;
  private static final int TEXTS_PER_RECORD = 256;

  private final LoadShape shape;
  private final LoadMix mix;
  private final SimulatedServer[] servers;
  private final long[] polls;
  private int next;
  private long time;

  /**
   * @param start when the load begins, microseconds since the Unix epoch
   */
  LoadGenerator(LoadShape shape, long start) {
    this.shape = shape;
    this.mix = shape.mix();
    this.time = start;
    this.polls = new long[shape.instances()];
    ZipfSampler zipf = new ZipfSampler(shape.statements());
    servers = new SimulatedServer[shape.instances()];
    for (int number = 0; number < servers.length; number++) {
      servers[number] = new SimulatedServer(number, shape.statements(), zipf, shape.seed());
    }
  }

  /**
   * A full poll of every instance, and all texts.
   *
   * @return statement rows
   */
  long baseline(Consumer<LoadEvent> sink) {
    for (SimulatedServer server : servers) {
      polls[server.number()]++;
      chunks(server, time, true, true, all(server), sink);
      for (int from = 0; from < server.statements(); from += TEXTS_PER_RECORD) {
        int to = Math.min(server.statements(), from + TEXTS_PER_RECORD);
        sink.accept(new LoadEvent.Texts(server, time, from, to));
      }
    }
    time += LoadShape.POLL_MICROS;
    return (long) servers.length * shape.statements();
  }

  /**
   * Polls of the instances in turn, a round every ten simulated seconds.
   *
   * @param atLeast ends after the poll with which so many rows are reached
   * @return statement rows
   */
  long rows(long atLeast, Consumer<LoadEvent> sink) {
    long rows = 0;
    while (rows < atLeast) {
      rows += nextPoll(time, LoadShape.POLL_MICROS, sink);
      if (next == 0) {
        time += LoadShape.POLL_MICROS;
      }
    }
    return rows;
  }

  /**
   * Everything that the next instance in turn sends between two polls, and the poll.
   *
   * @param at when the poll ends
   * @param interval since the poll before it; the session ticks are spread over it
   * @return statement rows
   */
  int nextPoll(long at, long interval, Consumer<LoadEvent> sink) {
    SimulatedServer server = servers[next];
    next = (next + 1) % servers.length;
    long poll = ++polls[server.number()];
    server.execute(shape.executions());
    for (int tick = 1; tick <= mix.ticks(); tick++) {
      long then = at - interval + interval / mix.ticks() * tick;
      sink.accept(new LoadEvent.Tick(server, then, poll * mix.ticks() + tick));
      sink.accept(new LoadEvent.Outcome(server, then, "sessions", LoadEvent.Tick.SESSIONS));
    }
    for (int metrics = 0; metrics < mix.metricPolls(); metrics++) {
      long then = at - interval + interval / mix.metricPolls() * (metrics + 1);
      sink.accept(new LoadEvent.Metrics(server, then, poll * mix.metricPolls() + metrics));
      sink.accept(new LoadEvent.Outcome(server, then, "metrics", 1));
    }
    if (mix.texts() > 0) {
      int from = (int) (poll * mix.texts() % server.statements());
      int to = Math.min(server.statements(), from + mix.texts());
      sink.accept(new LoadEvent.Texts(server, at, from, to));
    }
    long turn = poll + server.number();
    boolean full = turn % FULL_EVERY == 0;
    int[] changed = server.takeChanged();
    int[] statements = full ? all(server) : changed;
    chunks(server, at, full, full || turn % mix.allCountersEvery() == 0, statements, sink);
    return statements.length;
  }

  private void chunks(
      SimulatedServer server,
      long at,
      boolean full,
      boolean allCounters,
      int[] statements,
      Consumer<LoadEvent> sink) {
    int chunks = (statements.length + ROWS_PER_CHUNK - 1) / ROWS_PER_CHUNK;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * ROWS_PER_CHUNK;
      int to = Math.min(statements.length, from + ROWS_PER_CHUNK);
      sink.accept(
          new LoadEvent.Chunk(
              server,
              at,
              polls[server.number()],
              chunk,
              chunks,
              full,
              allCounters,
              Arrays.copyOfRange(statements, from, to),
              to == statements.length ? -1 : statements[to]));
    }
    sink.accept(new LoadEvent.Outcome(server, at, "query_stats", statements.length));
  }

  private static int[] all(SimulatedServer server) {
    int[] statements = new int[server.statements()];
    Arrays.setAll(statements, i -> i);
    return statements;
  }
}
