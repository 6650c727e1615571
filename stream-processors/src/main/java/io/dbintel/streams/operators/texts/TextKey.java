package io.dbintel.streams.operators.texts;

import io.dbintel.streams.records.PublishedText;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.statements.StatementKey;
import java.util.Arrays;

/**
 * Key of a text: the leading bytes that the keys of the statements with this text share, behind the
 * hash of the instance.
 *
 * @param bytes hash and leading bytes; not to be changed
 * @param published the text that the record publishes under the key; null when the key is only
 *     looked up
 */
@SuppressWarnings("ArrayRecordComponent")
public record TextKey(byte[] bytes, StatementText published) {

  static TextKey of(PublishedText text) {
    return new TextKey(text.key(), text.text());
  }

  /**
   * Key of the text of a statement.
   *
   * @param length how many bytes of a key identify the text
   */
  static TextKey of(StatementKey statement, int length) {
    return new TextKey(statement.textKey(length), null);
  }

  byte[] withoutHash() {
    return Arrays.copyOfRange(bytes, StatementKey.PREFIX, bytes.length);
  }
}
