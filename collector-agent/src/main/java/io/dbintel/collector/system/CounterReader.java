package io.dbintel.collector.system;

/**
 * Reads the statement counters of an instance as they are now, beside the agent that polls it, with
 * the same statements, settings and limits. Needs one connection more. One thread.
 */
public interface CounterReader extends AutoCloseable {

  /**
   * Reads every statement once.
   *
   * @throws PollFailure with the reason and the fix
   */
  CounterReading read() throws PollFailure;

  @Override
  void close();
}
