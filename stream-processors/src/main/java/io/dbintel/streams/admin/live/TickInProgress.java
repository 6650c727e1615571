package io.dbintel.streams.admin.live;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.admin.live.TickView.Session;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A session tick of which not all parts were seen. */
final class TickInProgress {

  /** Sessions of a tick beyond these are counted only. */
  private static final int MAX_READ = 5_000;

  private final ReadId read;
  private final long time;
  private final List<SessionSnapshot> sessions = new ArrayList<>();
  private int all;

  /** A session and its place in the tick. */
  private record Ranked(int place, int rank, long running, SessionSnapshot session) {}

  TickInProgress(VerifiedRecord.Sessions part) {
    this.read = part.read();
    this.time = part.readTime();
  }

  boolean isOf(VerifiedRecord.Sessions part) {
    return read.equals(part.read());
  }

  void add(List<SessionSnapshot> more) {
    all += more.size();
    int room = MAX_READ - sessions.size();
    sessions.addAll(room < more.size() ? more.subList(0, Math.max(0, room)) : more);
  }

  TickView view() {
    Set<String> waitedFor = new HashSet<>();
    sessions.forEach(session -> waitedFor.addAll(session.blockingSessionIds()));
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      SessionSnapshot session = sessions.get(i);
      ranked.add(new Ranked(i, rank(session, waitedFor), running(session), session));
    }
    List<Session> chosen =
        ranked.stream()
            .sorted(
                Comparator.comparingInt(Ranked::rank)
                    .thenComparing(Ranked::running, Comparator.reverseOrder()))
            .limit(TickView.MAX_SESSIONS)
            .sorted(Comparator.comparingInt(Ranked::place))
            .map(one -> session(one.session(), one.running()))
            .toList();
    return new TickView(time, all, chosen);
  }

  private static int rank(SessionSnapshot session, Set<String> waitedFor) {
    if (waitedFor.contains(session.sessionId())) {
      return 0;
    }
    return session.blockingSessionIds().isEmpty() ? session.active() ? 2 : 3 : 1;
  }

  private long running(SessionSnapshot session) {
    Long end = session.active() ? Long.valueOf(time) : session.stateChange();
    return session.queryStart() == null || end == null
        ? -1
        : Math.max(0, end - session.queryStart());
  }

  private static Session session(SessionSnapshot session, long running) {
    CleanText text = session.text() == null ? null : session.text().text();
    return new Session(
        session.sessionId(),
        session.user(),
        session.database(),
        session.applicationName(),
        session.state(),
        session.waitEventType(),
        session.waitEvent(),
        session.queryId(),
        text == null ? null : text.atMost(PollView.MAX_TEXT),
        running,
        List.copyOf(session.blockingSessionIds()));
  }
}
