package io.dbintel.collector.sessions;

import io.dbintel.collector.config.SessionsConfig;
import io.dbintel.collector.publish.RecordParts;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.time.Duration;
import java.util.List;

/** Sessions that are not idle, one tick a poll, as records of bounded size. */
public final class SessionCollector implements Collector {

  private final SessionsConfig config;
  private final RecordSource source;
  private final SessionSource sessions;
  private final QueryLanguage language;
  private SessionTexts texts;
  private long seq;

  /**
   * A collector of what the source reads; begins to make the verifier of texts in the background.
   *
   * @throws IllegalArgumentException when the catalogue of the system names no query language
   */
  public SessionCollector(SessionsConfig config, RecordSource source, SessionSource sessions) {
    this.config = config;
    this.source = source;
    this.sessions = sessions;
    this.language =
        SystemCatalogue.of(source.system())
            .language()
            .flatMap(QueryLanguage::of)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "catalogue "
                            + source.system()
                            + ".yaml names no known query language; a session collector needs"
                            + " one under language"));
    SharedVerifier.prepare();
  }

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public Duration interval() {
    return config.interval();
  }

  @Override
  public void collect(PollRun run) throws PollFailure {
    SessionTexts of = texts();
    of.beginTick();
    SessionSnapshot snapshot = sessions.read(of);
    run.recordDatabaseClock(snapshot.clock());
    run.countRows(snapshot.sessions().size());
    seq++;
    List<List<Session>> parts = RecordParts.of(snapshot.sessions(), SessionSize::bytes);
    for (int i = 0; i < parts.size(); i++) {
      run.emit(record(snapshot, i, parts.size(), parts.get(i)));
    }
  }

  /** Waits for the verifier, which must not happen inside a transaction. */
  private SessionTexts texts() {
    if (texts == null) {
      texts = new SessionTexts(language, SharedVerifier.get());
    }
    return texts;
  }

  private SessionTick record(SessionSnapshot snapshot, int part, int parts, List<Session> some) {
    return SessionTick.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setSeq(seq)
        .setPart(part)
        .setParts(parts)
        .setIntervalMs((int) config.interval().toMillis())
        .setReadTime(snapshot.clock())
        .setSessionsTotal(snapshot.total())
        .setOmitted(snapshot.omitted())
        .setLanguage(language.id())
        .setNormalizerVersion(language.normalizerVersion())
        .setSessions(some)
        .build();
  }
}
