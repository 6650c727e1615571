package io.dbintel.collector.publish;

import io.dbintel.collector.system.DeliveryListener;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Polls that the broker has not acknowledged, oldest first: in memory while all goes well, on disk
 * from the first failure until the disk is empty again. While the disk fails, too, they wait in
 * memory as far as there is room. A poll is removed by its number, wherever it is by then.
 * Thread-safe; {@link #state} does not wait for a disk that hangs.
 */
final class PollQueue implements AutoCloseable {

  /** More files than this are slow to find again; with small polls it is met before the bytes. */
  private static final int MAX_FILES = 100_000;

  /** Room for the outcomes of polls that were skipped because the spool is full. */
  private static final long OUTCOME_RESERVE_BYTES = 1 << 20;

  private final Spool spool;
  private final long memoryLimit;
  private final TreeMap<Long, RawPoll> memory = new TreeMap<>();

  /** Listeners of polls that this process put on disk: to be told if one can never be sent. */
  private final Map<Long, DeliveryListener> onDisk = new HashMap<>();

  private long memoryBytes;
  private long lastNumber;
  private long setAside;
  private String diskProblem = "";
  private volatile State state;

  /**
   * What the queue holds.
   *
   * @param polls that wait
   * @param spooling whether some wait on disk, so that acknowledgements are not reported
   * @param full whether polling has to pause
   * @param exhausted whether there is no room even for the outcome of a skipped poll
   * @param diskBytes room that everything in the spool's folder takes
   * @param asides files set aside that are still there
   * @param asidesDropped files set aside that were deleted since the start
   * @param setAside polls set aside since the start
   * @param diskProblem why the last write to disk failed; empty when it did not
   */
  record State(
      int polls,
      boolean spooling,
      boolean full,
      boolean exhausted,
      long diskBytes,
      int asides,
      long asidesDropped,
      long setAside,
      String diskProblem) {}

  /**
   * @param memoryLimit most bytes in memory, not counting the largest poll; beyond, everything goes
   *     to disk
   */
  PollQueue(Spool spool, long memoryLimit) {
    this.spool = spool;
    this.memoryLimit = memoryLimit;
    this.lastNumber = spool.lastNumber();
    note();
  }

  /**
   * Adds a poll behind all others and tells its listener that it is handed over.
   *
   * @throws UncheckedIOException when it had to go to disk, could not be written, and there is no
   *     room in memory: it is not in the queue
   */
  synchronized void add(RawPoll poll) {
    long number = ++lastNumber;
    try {
      if (spool.isEmpty() && fitsInMemory(poll)) {
        keepInMemory(number, poll);
      } else {
        addOnDisk(number, poll);
      }
    } finally {
      note();
    }
    notifyAll();
  }

  private void addOnDisk(long number, RawPoll poll) {
    try {
      spillInOrder();
      store(number, poll);
      force();
    } catch (UncheckedIOException diskFailure) {
      failed(diskFailure);
      if (spool.has(number)) {
        return;
      }
      if (!fitsInMemory(poll)) {
        throw diskFailure;
      }
      keepInMemory(number, poll);
      return;
    }
    diskProblem = "";
  }

  private boolean fitsInMemory(RawPoll poll) {
    long sum = memoryBytes + poll.bytes();
    // one poll may be larger than the limit, or it would always go to disk and never be confirmed
    return sum <= memoryLimit || sum - Math.max(poll.bytes(), largestInMemory()) <= memoryLimit;
  }

  private long largestInMemory() {
    long largest = 0;
    for (RawPoll poll : memory.values()) {
      largest = Math.max(largest, poll.bytes());
    }
    return largest;
  }

  private void keepInMemory(long number, RawPoll poll) {
    poll.delivery().handedOver();
    memory.put(number, poll);
    memoryBytes += poll.bytes();
  }

  private void store(long number, RawPoll poll) {
    spool.append(number, poll);
    poll.delivery().handedOver();
    wentToDisk(number, poll);
  }

  private void wentToDisk(long number, RawPoll poll) {
    if (poll.delivery() != DeliveryListener.NONE) {
      onDisk.put(number, poll.delivery());
    }
    poll.delivery().deliveryUnknown();
  }

  /**
   * Moves what is in memory to disk, in order.
   *
   * @throws UncheckedIOException when a poll could not be written: it and those behind it stay in
   *     memory
   */
  synchronized void spill() {
    try {
      spillInOrder();
      force();
      diskProblem = "";
    } catch (UncheckedIOException diskFailure) {
      failed(diskFailure);
      throw diskFailure;
    } finally {
      note();
    }
  }

  private void spillInOrder() {
    Iterator<Map.Entry<Long, RawPoll>> entries = memory.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, RawPoll> entry = entries.next();
      spool.append(entry.getKey(), entry.getValue());
      entries.remove();
      memoryBytes -= entry.getValue().bytes();
      wentToDisk(entry.getKey(), entry.getValue());
    }
  }

  private void force() {
    if (!spool.isEmpty()) {
      spool.force();
    }
  }

  private void failed(UncheckedIOException diskFailure) {
    diskProblem = diskFailure.getMessage();
  }

  /**
   * The oldest polls, which stay in the queue until removed.
   *
   * @param maxBytes bound of their sizes; one poll is given even if it is larger
   * @return none when nothing came within the wait
   * @throws UncheckedIOException when the disk they are on is away
   */
  synchronized List<QueuedPoll> oldest(long maxBytes, long waitMillis) throws InterruptedException {
    if (memory.isEmpty() && spool.isEmpty()) {
      TimeUnit.MILLISECONDS.timedWait(this, waitMillis);
    }
    try {
      return spool.isEmpty() ? oldestInMemory(maxBytes) : oldestOnDisk(maxBytes);
    } catch (UncheckedIOException diskFailure) {
      failed(diskFailure);
      throw diskFailure;
    } finally {
      note();
    }
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
      spool
          .read(number)
          .ifPresentOrElse(
              poll -> oldest.add(new QueuedPoll(number, poll, true)), () -> lost(number));
    }
    return oldest;
  }

  private void lost(long number) {
    setAside++;
    DeliveryListener delivery = onDisk.remove(number);
    if (delivery != null) {
      delivery.lost();
    }
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
      onDisk.remove(number);
      spool.remove(number);
    } else {
      memoryBytes -= poll.bytes();
    }
    if (memory.isEmpty() && spool.isEmpty()) {
      diskProblem = "";
    }
    note();
    return poll;
  }

  /**
   * Keeps a poll that can never be sent on disk, under another name and as far as the disk allows,
   * and goes on without it.
   */
  synchronized void reject(long number) {
    RawPoll poll = memory.remove(number);
    if (poll != null) {
      memoryBytes -= poll.bytes();
      onDisk.put(number, poll.delivery());
      try {
        spool.append(number, poll);
      } catch (UncheckedIOException diskFailure) {
        failed(diskFailure);
      }
    }
    spool.setAside(number, ".rejected");
    lost(number);
    note();
  }

  /** What the queue holds; returns at once. */
  State state() {
    return state;
  }

  /** Notes what the queue holds, for those who must not wait for a lock. */
  private void note() {
    boolean nowhere = !diskProblem.isEmpty() && memoryBytes >= memoryLimit;
    long reserve = Math.min(memoryLimit + OUTCOME_RESERVE_BYTES, spool.maxBytes() / 2);
    state =
        new State(
            memory.size() + spool.polls(),
            !spool.isEmpty(),
            spool.bytes() >= spool.maxBytes() - reserve || spool.polls() >= MAX_FILES || nowhere,
            spool.bytes() + SpoolFiles.onDisk(1) > spool.maxBytes()
                || spool.polls() >= 2 * MAX_FILES,
            spool.bytes(),
            spool.asides(),
            spool.asidesDropped(),
            setAside,
            diskProblem);
  }

  /** Writes what is left to disk and lets go of the folder. */
  @Override
  public synchronized void close() {
    try {
      spill();
    } finally {
      spool.close();
    }
  }
}
