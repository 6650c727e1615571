package io.dbintel.streams.operators;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedReader;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.records.PublishedText;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.StatementKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Verified records of system {@code toy}, and turns for them. */
public final class Verified {
  public static final String INSTANCE = "acme/orders";
  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());
  public static final Source SOURCE = new Source(SystemCatalogue.of("toy"), clean("host"), 5432);

  private Verified() {}

  public static CleanText clean(String text) {
    return VERIFIER.trustCatalogueName(text);
  }

  public static InstanceTurn turn(VerifiedRecord record) {
    return turn(1_000_000, record);
  }

  /** A turn at a time at which the instance clock is. */
  public static InstanceTurn turn(long timestamp, VerifiedRecord record) {
    return new InstanceTurn(INSTANCE, timestamp, record, nothingKeyed());
  }

  private static KeyedReader nothingKeyed() {
    return new KeyedReader() {
      @Override
      public <K, S> S read(KeyedState<K, S> state, K key) {
        return null;
      }
    };
  }

  public static VerifiedRecord.Order order(CommandKind kind, String commandId) {
    return new VerifiedRecord.Order(
        10, commandId, kind, clean("author"), Collections.emptySortedMap());
  }

  public static VerifiedRecord.Outcome outcome(PollStatus status) {
    return new VerifiedRecord.Outcome(
        10, SOURCE, clean("statements"), status, null, 1, 1, 1, 0L, 0L, Map.of());
  }

  public static VerifiedRecord.Sessions tick(
      String incarnation, long seq, int part, long readTime, int sessions) {
    return new VerifiedRecord.Sessions(
        10,
        SOURCE,
        new ReadId(incarnation, seq),
        part,
        2,
        1_000,
        readTime,
        Collections.nCopies(sessions, session(null, List.of())),
        Map.of());
  }

  /**
   * A session.
   *
   * @param client address of its client; null when not known
   * @param blockers sessions that it waits for
   */
  public static SessionSnapshot session(String client, List<String> blockers) {
    return new SessionSnapshot(
        "1",
        1,
        null,
        null,
        null,
        client == null ? null : clean(client),
        null,
        null,
        clean("client"),
        null,
        true,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        blockers,
        Collections.emptySortedMap());
  }

  public static StatementText text(String text) {
    return new StatementText(clean(text), clean("SELECT"), 42);
  }

  /** Texts by number of the job, in the order given. */
  public static VerifiedRecord.Texts texts(String instance, Map<Integer, StatementText> byJob) {
    List<PublishedText> texts = new ArrayList<>();
    byJob.forEach((job, text) -> texts.add(new PublishedText(textKey(instance, job), text)));
    return new VerifiedRecord.Texts(10, SOURCE, texts, Map.of());
  }

  public static byte[] textKey(String instance, int job) {
    byte[] bytes = {0, 0, (byte) job};
    return StatementKey.of(InstanceHash.of(instance), bytes).storeKey();
  }
}
