package io.dbintel.streams.operators.commands;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that were applied last.
 *
 * @param hashes 64-bit hashes of their ids, oldest first
 */
record AppliedCommands(List<Long> hashes) {
  static final int MAX_REMEMBERED = 64;
  static final AppliedCommands NONE = new AppliedCommands(List.of());

  AppliedCommands {
    hashes = List.copyOf(hashes);
  }

  boolean contains(String commandId) {
    return hashes.contains(hash(commandId));
  }

  AppliedCommands with(String commandId) {
    List<Long> next = new ArrayList<>(hashes);
    next.add(hash(commandId));
    int surplus = Math.max(0, next.size() - MAX_REMEMBERED);
    return new AppliedCommands(next.subList(surplus, next.size()));
  }

  private static long hash(String commandId) {
    return Hashing.komihash5_0().hashStream().putString(commandId).getAsLong();
  }
}
