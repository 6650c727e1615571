package io.dbintel.runtime.lifecycle;

/** A process-wide service: started once, waited for, closed once from any thread. */
public interface Service extends AutoCloseable {

  /**
   * Starts the work and returns; on an exception nothing keeps running.
   *
   * @throws Exception with a message that names what failed and the way out
   */
  void start() throws Exception;

  /**
   * Waits until the service has stopped because {@link #close()} was called. A service that cannot
   * go on throws a RuntimeException instead, which ends the process with exit code 1.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void awaitStop() throws InterruptedException;

  /** Finishes what has begun, then stops; calling it again, or before start, does no harm. */
  @Override
  void close();
}
