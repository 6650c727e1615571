package io.dbintel.streams.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets the threads of a process take so many records a second, all together. Thread-safe. */
public final class ReadPace {
  private final double nanosPerRecord;
  private long free = System.nanoTime();

  /** Records a second, at most. */
  public ReadPace(int perSecond) {
    this.nanosPerRecord = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Waits until what was taken before is paid for; then takes {@code records}. */
  void take(int records) {
    long begin;
    synchronized (this) {
      long now = System.nanoTime();
      begin = free - now > 0 ? free : now;
      free = begin + (long) (records * nanosPerRecord);
    }
    for (long wait = begin - System.nanoTime();
        wait > 0 && !Thread.currentThread().isInterrupted();
        wait = begin - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }
}
