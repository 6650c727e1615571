package io.dbintel.streams.operators.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedReader;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementTextsTest {
  private static final long HOUR = 3_600_000;
  private static final StatementText TEXT = Verified.text("SELECT a");

  private final StatementTexts texts =
      new StatementTexts(new TextsConfig(Duration.ofHours(24), 512));

  @Test
  void publishedTextIsRememberedUnderTheLeadingBytesOfTheKey() {
    InstanceTurn turn = publish(1_000, TEXT);
    TextKey key = texts.keys(turn).get(0);
    assertThat(texts.state().key().of(key)).containsExactly(0, 0, 7);
    assertThat(texts.decide(key, null, turn)).isEqualTo(new StoredText(1_000, TEXT));
  }

  @Test
  void textPublishedAgainWithinTheHourIsNotWrittenAgain() {
    StoredText first = new StoredText(1_000, TEXT);
    assertThat(decide(first, 1_000 + HOUR - 1, TEXT)).isSameAs(first);
    assertThat(decide(first, 1_000 + HOUR, TEXT)).isEqualTo(new StoredText(1_000 + HOUR, TEXT));
  }

  @Test
  void otherTextReplacesAtOnce() {
    StatementText other = Verified.text("SELECT b");
    assertThat(decide(new StoredText(1_000, TEXT), 1_001, other))
        .isEqualTo(new StoredText(1_001, other));
  }

  @Test
  void statementFindsTheTextThatItsKeyBeginsWith() {
    VerifiedRecord.Statements chunk = Polls.poll("a", 1).row(7, 0, 1, 1).record();
    KeyedReader reader =
        new KeyedReader() {
          @Override
          @SuppressWarnings("unchecked")
          public <K, S> S read(KeyedState<K, S> state, K key) {
            assertThat(state.store()).isEqualTo("texts");
            assertThat(state.key().of(key)).containsExactly(0, 0, 7);
            assertThat(((TextKey) key).bytes()).startsWith(InstanceHash.of(Verified.INSTANCE));
            return (S) new StoredText(1, TEXT);
          }
        };
    assertThat(StatementTexts.textOf(reader, chunk, chunk.rows().get(0))).isEqualTo(TEXT);
  }

  @Test
  void sweepsAfterTheLastChunkOfAFullPoll() {
    assertThat(texts.sweep(admitted(Polls.poll("a", 1)))).isEqualTo(512);
    assertThat(texts.sweep(admitted(Polls.poll("a", 1).partial()))).isZero();
    assertThat(texts.sweep(admitted(Polls.poll("a", 1).chunk(0, 2)))).isZero();
    assertThat(texts.sweep(publish(1, TEXT))).isZero();
  }

  @Test
  void keepsTextsPublishedWithinTheConfiguredTime() {
    InstanceTurn turn = publish(25 * HOUR, TEXT);
    assertThat(texts.keeps(new StoredText(HOUR, TEXT), turn)).isTrue();
    assertThat(texts.keeps(new StoredText(HOUR - 1, TEXT), turn)).isFalse();
  }

  @Test
  void bytesInStoresStayReadable() {
    GoldenBytes.check(
        new StoredTextCodec(),
        1,
        new StoredText(1_000, TEXT),
        "e807000000000000002a0853454c4543542061010653454c454354");
    StatementText noSummary = new StatementText(Verified.clean("é"), null, -1);
    GoldenBytes.check(
        new StoredTextCodec(), 1, new StoredText(1_000, noSummary), "e807ffffffffffffffff02c3a900");
  }

  private StoredText decide(StoredText prior, long clock, StatementText text) {
    InstanceTurn turn = publish(clock, text);
    return texts.decide(texts.keys(turn).get(0), prior, turn);
  }

  private static InstanceTurn publish(long clock, StatementText text) {
    return Verified.turn(clock, Verified.texts(Verified.INSTANCE, Map.of(7, text)));
  }

  private static InstanceTurn admitted(Polls poll) {
    InstanceTurn turn = Verified.turn(poll.record());
    turn.admit(new AdmittedChunk(poll.header(), 1, true, false, 0, new Interval(1, 2), false));
    return turn;
  }
}
