package io.dbintel.benchmarks.pipeline;

/**
 * What an agent reads from a server, before it has a schema. To be encoded at once, since the
 * counters are read from the server then. Times are microseconds since the Unix epoch.
 */
sealed interface LoadEvent {

  SimulatedServer server();

  /** When it was read. */
  long time();

  /**
   * Rows of a statement poll.
   *
   * @param seq number of the poll
   * @param chunk position in the poll, from 0
   * @param full whether the poll carries every statement
   * @param allCounters whether the rows carry all counters or the hot ones only
   * @param statements the rows, ascending
   * @param next first statement of the next chunk; -1 after the last chunk
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Chunk(
      SimulatedServer server,
      long time,
      long seq,
      int chunk,
      int chunks,
      boolean full,
      boolean allCounters,
      int[] statements,
      int next)
      implements LoadEvent {

    int counters() {
      return allCounters ? SimulatedServer.COUNTERS.size() : SimulatedServer.HOT_COUNTERS;
    }
  }

  /** Texts of statements {@code from} (inclusive) to {@code to} (exclusive). */
  record Texts(SimulatedServer server, long time, int from, int to) implements LoadEvent {}

  /** The sessions at one moment. */
  record Tick(SimulatedServer server, long time, long seq) implements LoadEvent {

    static final int SESSIONS = 8;

    /** The statement that a session executes. */
    int statement(int session) {
      return (int) ((seq * 31 + session * 17L) % server.statements());
    }
  }

  /** Server metrics, read for the {@code seq}-th time. */
  record Metrics(SimulatedServer server, long time, long seq) implements LoadEvent {}

  /** A poll of the collector succeeded and read so many rows. */
  record Outcome(SimulatedServer server, long time, String collector, int rows)
      implements LoadEvent {}
}
