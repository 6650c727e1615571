package io.dbintel.streams.operators.texts;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.CleanTextCodec;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.records.StatementText;

/** Writes a {@link StoredText}. */
final class StoredTextCodec implements PartCodec<StoredText> {

  @Override
  public int id() {
    return 1;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(StoredText state, StateWriter out) {
    StatementText text = state.text();
    out.writeUnsigned(state.published());
    out.writeFixed(text.fingerprint());
    out.writeBytes(CleanTextCodec.toStore(text.text()));
    out.writeBoolean(text.summary() != null);
    if (text.summary() != null) {
      out.writeBytes(CleanTextCodec.toStore(text.summary()));
    }
  }

  @Override
  public StoredText read(StateReader in, int version) {
    long published = in.readUnsigned();
    long fingerprint = in.readFixed();
    CleanText text = CleanTextCodec.fromStore(in.readBytes());
    CleanText summary = in.readBoolean() ? CleanTextCodec.fromStore(in.readBytes()) : null;
    return new StoredText(published, new StatementText(text, summary, fingerprint));
  }
}
