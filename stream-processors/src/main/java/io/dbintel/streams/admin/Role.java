package io.dbintel.streams.admin;

import java.util.Locale;

/** What somebody may do; each role may do what the ones before it may. */
public enum Role {
  /** Look at everything. */
  VIEWER,
  /** Also order what can be taken back. */
  OPERATOR,
  /** Also order what cannot. */
  ADMIN;

  boolean covers(Role other) {
    return compareTo(other) >= 0;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
