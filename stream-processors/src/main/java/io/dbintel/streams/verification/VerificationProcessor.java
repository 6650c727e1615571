package io.dbintel.streams.verification;

import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Verifies every text before anything else sees the record. */
public final class VerificationProcessor
    extends ContextualProcessor<String, Validated, String, VerifiedRecord> {
  static final String NAME = "verification";

  private final RecordVerifier verifier;
  private final OperatorCounts counts;

  /** Verifies with {@code verifier}. */
  public VerificationProcessor(RecordVerifier verifier, OperatorCounts counts) {
    this.verifier = verifier;
    this.counts = counts;
  }

  @Override
  public void process(Record<String, Validated> record) {
    VerifiedRecord verified = verifier.verify(record.key(), record.value());
    if (!(verified instanceof VerifiedRecord.Rejected)) {
      counts.in(NAME, 1);
      counts.out(NAME, 1);
    }
    context().forward(record.withValue(verified));
  }
}
