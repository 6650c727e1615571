package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.ReceivedLog;
import io.dbintel.schemas.avro.SessionTick;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which session ticks of an instance are its voice, by the rule (DESIGN 4a): those of one agent
 * process, until it was silent for three intervals of the instance clock; and what arrived of them.
 */
final class SessionVoice {

  private static final String EVENT = "db.server.query_sample";
  private static final int SILENT_INTERVALS = 3;

  private final Map<Long, Integer> expectedByRead = new HashMap<>();
  private final Set<String> agents = new HashSet<>();
  private String leader = "";
  private long leaderSeen;
  private int leaderInterval;
  private long leaderSeq;
  private int leaderPart;
  private long clock = Long.MIN_VALUE;
  private int ticks;
  private int accepted;
  private int ofOthers;
  private int repeated;
  private int takeovers;
  private int lost;

  private SessionVoice() {}

  /** Compares what arrived with what was recorded. */
  static SessionsResult compare(RecordedLog log, List<ReceivedLog> received, String instance) {
    SessionVoice voice = new SessionVoice();
    log.forEach(instance, (timestamp, record) -> voice.record(timestamp, record));
    Map<Long, Integer> told = new HashMap<>();
    Set<Object> ids = new HashSet<>();
    int duplicates = 0;
    for (ReceivedLog event : received) {
      if (event.eventName().equals(EVENT)
          && instance.equals(event.resource().get("dbintel.instance"))) {
        told.merge(event.timeUnixNano() / 1_000, 1, Integer::sum);
        duplicates += ids.add(event.attributes().get("dbintel.record.id")) ? 0 : 1;
      }
    }
    return voice.result(told, duplicates);
  }

  private void record(long timestamp, SpecificRecord record) {
    clock = Math.max(clock, timestamp);
    if (record instanceof SessionTick tick) {
      tick(tick);
    }
  }

  private void tick(SessionTick tick) {
    ticks++;
    agents.add(tick.getIncarnation());
    boolean ofLeader = tick.getIncarnation().equals(leader);
    if (ofLeader && !isNew(tick)) {
      repeated++;
      return;
    }
    if (!ofLeader) {
      if (!leader.isEmpty() && clock - leaderSeen <= (long) SILENT_INTERVALS * leaderInterval) {
        ofOthers++;
        return;
      }
      takeovers += leader.isEmpty() ? 0 : 1;
    } else if (tick.getSeq() > leaderSeq + 1) {
      lost += (int) (tick.getSeq() - leaderSeq - 1);
    }
    leader = tick.getIncarnation();
    leaderSeen = clock;
    leaderInterval = tick.getIntervalMs();
    leaderSeq = tick.getSeq();
    leaderPart = tick.getPart();
    accepted++;
    expectedByRead.merge(tick.getReadTime(), tick.getSessions().size(), Integer::sum);
  }

  private boolean isNew(SessionTick tick) {
    return tick.getSeq() > leaderSeq || (tick.getSeq() == leaderSeq && tick.getPart() > leaderPart);
  }

  private SessionsResult result(Map<Long, Integer> told, int duplicates) {
    Map<Long, Integer> expected = new HashMap<>(expectedByRead);
    expected.values().removeIf(sessions -> sessions == 0);
    Set<Long> reads = new HashSet<>(expected.keySet());
    reads.addAll(told.keySet());
    int differing =
        (int) reads.stream().filter(read -> !same(expected.get(read), told.get(read))).count();
    return new SessionsResult(
        agents.size(),
        ticks,
        accepted,
        ofOthers,
        repeated,
        takeovers,
        lost,
        sum(expected),
        sum(told),
        differing,
        duplicates);
  }

  private static boolean same(Integer one, Integer other) {
    return one != null && one.equals(other);
  }

  private static long sum(Map<Long, Integer> sessions) {
    return sessions.values().stream().mapToLong(Integer::longValue).sum();
  }
}
