package io.dbintel.collector.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Polls that the broker has not acknowledged, oldest first: in memory while all goes well, on disk
 * from the first failure until the disk is empty again. A poll is removed by its number, wherever
 * it is by then. Thread-safe.
 */
final class PollQueue implements AutoCloseable {

  private final Spool spool;
  private final long memoryLimit;
  private final long diskLimit;
  private final TreeMap<Long, RawPoll> memory = new TreeMap<>();
  private long memoryBytes;
  private long lastNumber;

  /**
   * @param memoryLimit most bytes in memory; beyond, everything goes to disk
   * @param diskLimit bytes on disk from which on the queue counts as full
   */
  PollQueue(Spool spool, long memoryLimit, long diskLimit) {
    this.spool = spool;
    this.memoryLimit = memoryLimit;
    this.diskLimit = diskLimit;
    this.lastNumber = spool.lastNumber();
  }

  /** Adds a poll behind all others. */
  synchronized void add(RawPoll poll) {
    long number = ++lastNumber;
    if (!spool.isEmpty() || memoryBytes + poll.bytes() > memoryLimit) {
      spill();
      spool.append(number, poll);
      poll.delivery().deliveryUnknown();
    } else {
      memory.put(number, poll);
      memoryBytes += poll.bytes();
    }
    notifyAll();
  }

  /** Moves what is in memory to disk, in order. */
  synchronized void spill() {
    for (Map.Entry<Long, RawPoll> entry : memory.entrySet()) {
      spool.append(entry.getKey(), entry.getValue());
      entry.getValue().delivery().deliveryUnknown();
    }
    memory.clear();
    memoryBytes = 0;
  }

  /**
   * The oldest polls, which stay in the queue until removed.
   *
   * @param maxBytes bound of their sizes; one poll is given even if it is larger
   * @return none when nothing came within the wait
   */
  synchronized List<QueuedPoll> oldest(long maxBytes, long waitMillis) throws InterruptedException {
    if (memory.isEmpty() && spool.isEmpty()) {
      TimeUnit.MILLISECONDS.timedWait(this, waitMillis);
    }
    return spool.isEmpty() ? oldestInMemory(maxBytes) : oldestOnDisk(maxBytes);
  }

  private List<QueuedPoll> oldestInMemory(long maxBytes) {
    List<QueuedPoll> oldest = new ArrayList<>();
    long sum = 0;
    for (Map.Entry<Long, RawPoll> entry : memory.entrySet()) {
      sum += entry.getValue().bytes();
      if (!oldest.isEmpty() && sum > maxBytes) {
        break;
      }
      oldest.add(new QueuedPoll(entry.getKey(), entry.getValue(), false));
    }
    return oldest;
  }

  private List<QueuedPoll> oldestOnDisk(long maxBytes) {
    List<QueuedPoll> oldest = new ArrayList<>();
    for (long number : spool.oldest(maxBytes)) {
      spool.read(number).ifPresent(poll -> oldest.add(new QueuedPoll(number, poll, true)));
    }
    return oldest;
  }

  /** Takes out a poll that the broker has; its listener is told if it never left memory. */
  void acknowledge(long number) {
    RawPoll poll = take(number);
    if (poll != null) {
      poll.delivery().acknowledged();
    }
  }

  private synchronized RawPoll take(long number) {
    RawPoll poll = memory.remove(number);
    if (poll == null) {
      spool.remove(number);
    } else {
      memoryBytes -= poll.bytes();
    }
    return poll;
  }

  /** Keeps a poll that can never be sent on disk, under another name, and goes on without it. */
  synchronized void reject(long number) {
    RawPoll poll = memory.remove(number);
    if (poll != null) {
      memoryBytes -= poll.bytes();
      spool.append(number, poll);
      poll.delivery().deliveryUnknown();
    }
    spool.setAside(number, ".rejected");
  }

  /** Whether polls wait on disk, so that acknowledgements are not reported. */
  synchronized boolean isSpooling() {
    return !spool.isEmpty();
  }

  /** Whether polling has to pause. */
  synchronized boolean isFull() {
    return spool.bytes() >= diskLimit;
  }

  synchronized int polls() {
    return memory.size() + spool.polls();
  }

  synchronized long spooledBytes() {
    return spool.bytes();
  }

  /** Writes what is left to disk and lets go of the folder. */
  @Override
  public synchronized void close() {
    spill();
    spool.close();
  }
}
