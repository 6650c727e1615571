package io.dbintel.streams.replay;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Lets the raw records pass that a replay takes. */
public final class SelectedRecords extends ContextualProcessor<String, byte[], String, byte[]> {
  private final ReplayScope scope;

  /** Lets pass what {@code scope} takes. */
  public SelectedRecords(ReplayScope scope) {
    this.scope = scope;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (scope.takes(record.key())) {
      context().forward(record);
    }
  }
}
