package io.dbintel.streams.operators.texts;

import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.KeyedReader;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.StatementRow;
import java.util.List;

/**
 * Remembers the texts that agents publish, so that any operator finds the text of a statement, and
 * forgets those that no agent published for a while.
 */
public final class StatementTexts implements KeyedOperator<TextKey, StoredText> {

  /** Where the texts are; other operators read them by this. */
  public static final KeyedState<TextKey, StoredText> STATE =
      new KeyedState<>("texts", TextKey::withoutHash, new StoredTextCodec());

  private static final long REFRESH_MS = 3_600_000;

  private final TextsConfig config;

  /** Remembers as long as {@code config} says. */
  public StatementTexts(TextsConfig config) {
    this.config = config;
  }

  /** The text of a statement row; null when it is not known. */
  public static StatementText textOf(
      KeyedReader keyed, VerifiedRecord.Statements chunk, StatementRow row) {
    int length = chunk.source().catalogue().statements().orElseThrow().key().textLength();
    StoredText stored = keyed.read(STATE, TextKey.of(row.key(), length));
    return stored == null ? null : stored.text();
  }

  @Override
  public String name() {
    return "statement-texts";
  }

  @Override
  public KeyedState<TextKey, StoredText> state() {
    return STATE;
  }

  @Override
  public List<TextKey> keys(InstanceTurn turn) {
    return turn.record() instanceof VerifiedRecord.Texts texts
        ? texts.texts().stream().map(TextKey::of).toList()
        : List.of();
  }

  @Override
  public StoredText decide(TextKey key, StoredText prior, InstanceTurn turn) {
    boolean recent =
        prior != null
            && prior.text().equals(key.published())
            && Math.abs(turn.clock() - prior.published()) < REFRESH_MS;
    return recent ? prior : new StoredText(turn.clock(), key.published());
  }

  @Override
  public int sweep(InstanceTurn turn) {
    AdmittedChunk chunk = turn.chunk();
    return chunk != null && chunk.header().full() && chunk.last() ? config.sweepPerPoll() : 0;
  }

  @Override
  public boolean keeps(StoredText state, InstanceTurn turn) {
    return state.published() >= turn.clock() - config.unusedFor().toMillis();
  }
}
