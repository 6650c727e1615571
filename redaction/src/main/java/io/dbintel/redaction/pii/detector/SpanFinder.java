package io.dbintel.redaction.pii.detector;

/**
 * Finds and validates the values of one kind in a text. Work is linear in the text's length, up to
 * a constant bound per position.
 */
@FunctionalInterface
public interface SpanFinder {
  void find(String text, SpanSink sink);

  /** Both finders, in order. */
  default SpanFinder and(SpanFinder other) {
    return (text, sink) -> {
      find(text, sink);
      other.find(text, sink);
    };
  }
}
