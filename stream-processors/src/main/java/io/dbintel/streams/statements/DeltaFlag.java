package io.dbintel.streams.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why the base of a delta is zero and not the row's last read. */
public enum DeltaFlag {
  /** The server's counters were reset, or emptied by a crash, after the last read. */
  RESET,
  /** The row had left the view and came back: work between the last read and then is not known. */
  EVICTED,
  /** The row is new since the last read. */
  FIRST_SEEN;

  /** The flag's bit in a set of flags. */
  public int bit() {
    return 1 << ordinal();
  }

  /** Names of the flags in a set, in lower case. */
  public static List<String> names(int flags) {
    List<String> names = new ArrayList<>();
    for (DeltaFlag flag : values()) {
      if ((flags & flag.bit()) != 0) {
        names.add(flag.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
