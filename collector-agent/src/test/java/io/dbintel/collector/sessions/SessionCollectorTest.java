package io.dbintel.collector.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.config.SessionsConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionCollectorTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "h2", "test", "localhost", 1);

  @Test
  void splitsATickThatIsTooLargeForARecord() throws Exception {
    List<Session> sessions = IntStream.range(0, 500).mapToObj(i -> session(i, "é")).toList();
    List<SessionTick> parts = collect(sessions);
    assertThat(parts).hasSizeGreaterThan(3);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      SessionTick part = parts.get(i);
      assertThat(part.getPart()).isEqualTo(i);
      assertThat(part.getParts()).isEqualTo(parts.size());
      assertThat(part.getSeq()).isEqualTo(1);
      assertThat(part.getOmitted()).isEqualTo(7);
      assertThat(bytes(part)).isBetween(1, 1_000_000);
      part.getSessions().forEach(session -> ids.add(session.getSessionId()));
    }
    assertThat(ids).isEqualTo(sessions.stream().map(Session::getSessionId).toList());
  }

  @Test
  void aTickWithoutSessionsIsOnePart() throws Exception {
    List<SessionTick> parts = collect(List.of());
    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).getParts()).isEqualTo(1);
    assertThat(parts.get(0).getSessionsTotal()).isEqualTo(900);
    assertThat(parts.get(0).getLanguage()).isEqualTo("generic_sql");
  }

  @Test
  void neverUnderestimatesASession() throws Exception {
    for (String letter : List.of("a", "é", "漢")) {
      Session session = session(1, letter);
      assertThat(SessionSize.bytes(session)).isGreaterThanOrEqualTo(encoded(session));
    }
  }

  private static int encoded(Session session) throws Exception {
    ByteBuffer encoded = Session.getEncoder().encode(session);
    // the encoder of single objects adds a marker and a fingerprint
    return encoded.remaining() - 10;
  }

  private static int bytes(SessionTick tick) throws Exception {
    return SessionTick.getEncoder().encode(tick).remaining();
  }

  private static List<SessionTick> collect(List<Session> sessions) throws Exception {
    SessionCollector collector =
        new SessionCollector(
            new SessionsConfig(true, Duration.ofSeconds(1), 500, 50),
            SOURCE,
            texts -> new SessionSnapshot(5, 900, 7, sessions));
    return RecordingRun.of(new MonitoredInstance(List.of(collector), () -> {}), "sessions")
        .values(SessionTick.class);
  }

  private static Session session(int number, String letter) {
    return Session.newBuilder()
        .setSessionId(Integer.toString(number))
        .setSessionStart(Long.MIN_VALUE)
        .setDatabase(letter.repeat(63))
        .setUser(letter.repeat(63))
        .setApplicationName(letter.repeat(63))
        .setClientAddress("10.0.0.1")
        .setClientPort(Integer.MAX_VALUE)
        .setClientHostname("host")
        .setSessionType("client backend")
        .setState("active")
        .setActive(true)
        .setWaitEventType("Lock")
        .setWaitEvent("transactionid")
        .setQueryId(Long.toString(Long.MIN_VALUE))
        .setQueryText(letter.repeat(4_096))
        .setQueryTruncated(true)
        .setQueryStart(Long.MIN_VALUE)
        .setTransactionStart(Long.MIN_VALUE)
        .setStateChange(Long.MIN_VALUE)
        .setTransactionId("4711")
        .setBlockingSessionIds(List.of("1", "2"))
        .setCommentTags(Map.of("controller", letter))
        .build();
  }
}
