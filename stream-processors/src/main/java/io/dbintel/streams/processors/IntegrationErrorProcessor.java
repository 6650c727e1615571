package io.dbintel.streams.processors;

import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.streams.operators.exporterrors.IntegrationErrors;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands what New Relic reported of a tenant's results on to the outcomes of its exports. A tenant's
 * command stands in every partition of the raw log; the copy in the first one counts.
 */
public final class IntegrationErrorProcessor
    extends ContextualProcessor<String, VerifiedRecord, String, ExportOutcome> {
  private static final String NAME = "integration-errors";

  private final OperatorCounts counts;

  /** Counts with {@code counts}. */
  public IntegrationErrorProcessor(OperatorCounts counts) {
    this.counts = counts;
  }

  @Override
  public void process(Record<String, VerifiedRecord> record) {
    if (context().taskId().partition() != 0
        || !(record.value() instanceof VerifiedRecord.Order report)) {
      return;
    }
    counts.in(NAME, 1);
    ExportOutcome outcome = IntegrationErrors.outcome(report, record.timestamp());
    if (outcome == null) {
      counts.held(NAME, "invalid_report", 1);
      return;
    }
    counts.out(NAME, 1);
    // A raw record's headers were not verified: they end here.
    context().forward(new Record<>(record.key(), outcome, record.timestamp()));
  }
}
