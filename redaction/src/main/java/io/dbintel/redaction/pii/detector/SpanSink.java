package io.dbintel.redaction.pii.detector;

/** Takes the spans a finder accepts. */
@FunctionalInterface
public interface SpanSink {
  void accept(int start, int end);
}
