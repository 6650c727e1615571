package io.dbintel.redaction.pii.corpus;

import io.dbintel.redaction.pii.Detection;
import java.util.List;

/** A text and the private values in it. */
record Sample(String text, List<Detection> expected) {

  /** The value that replaces {@code %s} in the context. */
  static Sample of(String type, String context, String value) {
    int start = context.indexOf("%s");
    String text = context.substring(0, start) + value + context.substring(start + 2);
    return new Sample(text, List.of(new Detection(type, start, start + value.length())));
  }

  static Sample clean(String text) {
    return new Sample(text, List.of());
  }
}
