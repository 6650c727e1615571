package io.dbintel.streams.replay;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets the results of a replay's window pass, each with the id of the replay in a header. A result
 * has the timestamp of the raw record that led to it, so what the warm-up led to ends here.
 */
public final class ReplayedResults extends ContextualProcessor<String, Object, String, Object> {
  private final ReplayScope scope;
  private final byte[] id;

  /** Lets pass what {@code scope} contains. */
  public ReplayedResults(ReplayScope scope) {
    this.scope = scope;
    this.id = scope.id().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void process(Record<String, Object> record) {
    if (scope.contains(record.timestamp())) {
      record.headers().remove(ReplayScope.HEADER);
      record.headers().add(ReplayScope.HEADER, id);
      context().forward(record);
    }
  }
}
