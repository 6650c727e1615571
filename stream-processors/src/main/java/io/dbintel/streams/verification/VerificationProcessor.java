package io.dbintel.streams.verification;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Verifies every text before anything else sees the record. What destinations reported of a
 * tenant's results goes a way of its own, since it is of no instance.
 */
public final class VerificationProcessor
    extends ContextualProcessor<String, Validated, String, VerifiedRecord> {
  static final String NAME = "verification";

  private final RecordVerifier verifier;
  private final OperatorCounts counts;
  private final String next;
  private final String reports;

  /**
   * Verifies with {@code verifier}.
   *
   * @param next node that takes the records of instances
   * @param reports node that takes reports of destinations; null where they have no effect
   */
  public VerificationProcessor(
      RecordVerifier verifier, OperatorCounts counts, String next, String reports) {
    this.verifier = verifier;
    this.counts = counts;
    this.next = next;
    this.reports = reports;
  }

  @Override
  public void process(Record<String, Validated> record) {
    VerifiedRecord verified = verifier.verify(record.key(), record.value());
    if (!(verified instanceof VerifiedRecord.Rejected)) {
      counts.in(NAME, 1);
      counts.out(NAME, 1);
    }
    boolean report =
        verified instanceof VerifiedRecord.Order order
            && order.kind() == CommandKind.NR_INTEGRATION_ERROR;
    String to = report ? reports : next;
    if (to != null) {
      context().forward(record.withValue(verified), to);
    }
  }
}
