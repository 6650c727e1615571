package io.dbintel.streams.verification;

import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.schemas.InstanceId;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.records.RejectedRecord;
import io.dbintel.streams.records.Validated;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Verifies every text before anything else sees the record. */
public final class VerificationProcessor
    extends ContextualProcessor<String, Object, String, VerifiedRecord> {
  private static final String NAME = "verification";

  private final RecordVerifier verifier;
  private final Map<String, RecordVerifier> byTenant = new HashMap<>();
  private final OperatorCounts counts;

  /** Verifies with {@code verifier}. */
  public VerificationProcessor(RecordVerifier verifier, OperatorCounts counts) {
    this.verifier = verifier;
    this.counts = counts;
  }

  @Override
  public void process(Record<String, Object> record) {
    if (record.value() instanceof RejectedRecord rejected) {
      context().forward(record.withValue(verifier.verify(rejected)));
      return;
    }
    counts.in(NAME, 1);
    String tenant = InstanceId.parse(record.key()).tenant();
    VerifiedRecord verified =
        byTenant.computeIfAbsent(tenant, verifier::forTenant).verify((Validated) record.value());
    counts.out(NAME, 1);
    context().forward(record.withValue(verified));
  }
}
