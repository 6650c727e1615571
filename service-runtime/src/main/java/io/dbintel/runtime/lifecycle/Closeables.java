package io.dbintel.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that have been opened, closed once and in reverse order. A part that fails to close is
 * logged and does not keep the others from being closed. Thread-safe.
 */
public final class Closeables implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closeables.class);

  private record Part(String name, AutoCloseable part) {

    void close() {
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LOG.warn("{} was interrupted while closing", name);
      } catch (Exception e) {
        LOG.warn("{} failed to close: {}", name, e.toString(), e);
      }
    }
  }

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  /**
   * Adds a part under the name of its class.
   *
   * @return the part
   * @throws IllegalStateException when this has been closed; the part is closed then
   */
  public <T extends AutoCloseable> T add(T part) {
    return add(part.getClass().getSimpleName(), part);
  }

  /**
   * Adds a part.
   *
   * @param name of the part, for the log
   * @return the part
   * @throws IllegalStateException when this has been closed; the part is closed then
   */
  public <T extends AutoCloseable> T add(String name, T part) {
    Part added = new Part(name, part);
    synchronized (this) {
      if (!closed) {
        parts.push(added);
        return part;
      }
    }
    added.close();
    throw new IllegalStateException("closed before " + name + " was opened");
  }

  /** Whether {@link #close()} has been called. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Closes the parts that are still open, the last one added first; never throws. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    for (Part part = next(); part != null; part = next()) {
      part.close();
    }
  }

  private synchronized Part next() {
    return parts.poll();
  }
}
