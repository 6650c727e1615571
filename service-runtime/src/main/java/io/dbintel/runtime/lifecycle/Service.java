package io.dbintel.runtime.lifecycle;

/** A process-wide service: started once, waited for, closed once from any thread. */
public interface Service extends AutoCloseable {

  /**
   * Starts the service and returns; after an exception nothing keeps running.
   *
   * @throws Exception with a message that names what failed and the fix
   */
  void start() throws Exception;

  /**
   * Waits until the service has stopped because {@link #close()} was called. A service that cannot
   * continue throws a RuntimeException instead, which ends the process with exit code 1.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void awaitStop() throws InterruptedException;

  /** Finishes work in progress, then stops; may be called again, or before start. */
  @Override
  void close();
}
