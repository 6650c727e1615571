package io.dbintel.streams.texts;

import io.dbintel.streams.findings.KnownText;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.verification.StatementText;

/**
 * A text in the store.
 *
 * @param published instance clock at its last publication, ms since the epoch
 * @param text the text
 */
record StoredText(long published, KnownText text) {
  private static final byte FORMAT = 1;

  static StoredText of(long clock, StatementText text) {
    String summary = text.summary() == null ? "" : text.summary().toString();
    return new StoredText(
        clock, new KnownText(text.text().toString(), summary, text.fingerprint()));
  }

  static StoredText read(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    long format = in.readUnsigned();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "a stored text has format " + format + "; expected " + FORMAT);
    }
    long published = in.readUnsigned();
    return new StoredText(published, new KnownText(in.readText(), in.readText(), in.readFixed()));
  }

  byte[] toBytes() {
    StateWriter out = new StateWriter();
    out.writeUnsigned(FORMAT);
    out.writeUnsigned(published);
    out.writeText(text.text());
    out.writeText(text.summary());
    out.writeFixed(text.fingerprint());
    return out.toBytes();
  }
}
