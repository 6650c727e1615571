package io.dbintel.collector.publish;

import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import java.util.stream.IntStream;

/** Polls that carry outcomes, the smallest record. */
final class TestPolls {

  private TestPolls() {}

  static RawPoll poll(RecordEncoder encoder, String instanceId, int records) {
    return poll(encoder, instanceId, records, DeliveryListener.NONE);
  }

  static RawPoll poll(
      RecordEncoder encoder, String instanceId, int records, DeliveryListener delivery) {
    return new RawPoll(
        instanceId,
        IntStream.range(0, records).mapToObj(i -> encoder.encode(outcome(i), 1_000)).toList(),
        delivery);
  }

  static PollOutcome outcome(long scheduledAt) {
    return PollOutcome.newBuilder()
        .setSystem("postgresql")
        .setIncarnation("i")
        .setCollector("sessions")
        .setScheduledAt(scheduledAt)
        .setDurationNs(0)
        .setStatus(PollStatus.SKIPPED)
        .setReason("backoff")
        .setMessage(null)
        .build();
  }
}
