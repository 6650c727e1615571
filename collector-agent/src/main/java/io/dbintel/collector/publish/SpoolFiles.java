package io.dbintel.collector.publish;

import java.util.Map;
import java.util.TreeMap;

/**
 * What takes room in the spool's folder: polls in order of their number, files set aside, and the
 * rest (schemas, whatever else stands there). A file counts as the blocks it takes, so that a
 * million small ones are not taken for little. Not thread-safe.
 */
final class SpoolFiles {

  private static final long BLOCK_BYTES = 4_096;

  private final TreeMap<Long, Long> polls = new TreeMap<>();

  /** By name, which begins with the number: the oldest first. */
  private final TreeMap<String, Long> asides = new TreeMap<>();

  private long bytes;
  private long asideBytes;

  /** Room that a file of so many bytes takes. */
  static long onDisk(long size) {
    return Math.max(1, (size + BLOCK_BYTES - 1) / BLOCK_BYTES) * BLOCK_BYTES;
  }

  void addPoll(long number, long size) {
    Long before = polls.put(number, onDisk(size));
    bytes += onDisk(size) - (before == null ? 0 : before);
  }

  /** Takes a poll out; does nothing when there is none of this number. */
  void removePoll(long number) {
    Long size = polls.remove(number);
    bytes -= size == null ? 0 : size;
  }

  /** A poll whose file could be neither sent nor moved nor removed: it takes room and no more. */
  void pollToRest(long number) {
    polls.remove(number);
  }

  void addAside(String name, long size) {
    Long before = asides.put(name, onDisk(size));
    long more = onDisk(size) - (before == null ? 0 : before);
    bytes += more;
    asideBytes += more;
  }

  /** Takes a file set aside out; gives the room it took. */
  long removeAside(String name) {
    long size = asides.remove(name);
    bytes -= size;
    asideBytes -= size;
    return size;
  }

  void addRest(long size) {
    bytes += onDisk(size);
  }

  /** Numbers and sizes of the polls, oldest first; read-only. */
  Map<Long, Long> polls() {
    return polls;
  }

  boolean has(long number) {
    return polls.containsKey(number);
  }

  /** Name of the oldest file set aside; null when there is none. */
  String oldestAside() {
    return asides.isEmpty() ? null : asides.firstKey();
  }

  int asides() {
    return asides.size();
  }

  long asideBytes() {
    return asideBytes;
  }

  /** Room that everything takes. */
  long bytes() {
    return bytes;
  }
}
