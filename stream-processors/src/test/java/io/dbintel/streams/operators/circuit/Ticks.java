package io.dbintel.streams.operators.circuit;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Session ticks in which sessions wait for others. */
final class Ticks {
  private Ticks() {}

  /** A tick in one part, with one session that waits for nobody. */
  static VerifiedRecord.Sessions of(long seq, int waiting) {
    return part(seq, 0, 1, waiting);
  }

  static VerifiedRecord.Sessions part(long seq, int part, int parts, int waiting) {
    List<SessionSnapshot> sessions = new ArrayList<>();
    sessions.add(Verified.session(null, List.of()));
    for (int i = 0; i < waiting; i++) {
      sessions.add(Verified.session(null, List.of("12")));
    }
    return new VerifiedRecord.Sessions(
        10, Verified.SOURCE, new ReadId("a", seq), part, parts, 1_000, 1, sessions, Map.of());
  }
}
