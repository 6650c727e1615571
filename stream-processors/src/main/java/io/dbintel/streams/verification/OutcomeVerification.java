package io.dbintel.streams.verification;

import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.runtime.cache.BoundedCache;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.streams.records.VerifiedOutcome;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Verifies the texts of outcomes: what a destination says is a text from outside. */
public final class OutcomeVerification
    extends ContextualProcessor<String, ExportOutcome, String, VerifiedOutcome> {
  private static final String NAME = "outcome-verification";
  private static final int TENANTS = 256;

  private final TextVerifier verifier;
  private final OperatorCounts counts;
  private final Map<String, TenantVerifier> tenants = new BoundedCache<>(TENANTS);

  /** Verifies with {@code verifier}. */
  public OutcomeVerification(TextVerifier verifier, OperatorCounts counts) {
    this.verifier = verifier;
    this.counts = counts;
  }

  @Override
  public void process(Record<String, ExportOutcome> record) {
    counts.in(NAME, 1);
    counts.out(NAME, 1);
    TextCheck check =
        new TextCheck(
            tenants.computeIfAbsent(record.key(), tenant -> new TenantVerifier(verifier)));
    context().forward(record.withValue(verified(check, record.value())));
  }

  private static VerifiedOutcome verified(TextCheck check, ExportOutcome outcome) {
    return new VerifiedOutcome(
        check.name(outcome.getSink()),
        outcome.getStatus(),
        outcome.getHttpStatus(),
        outcome.getAttempts(),
        outcome.getItems(),
        outcome.getRejectedItems(),
        outcome.getReason(),
        check.text(outcome.getMessage()),
        outcome.getReportId());
  }
}
