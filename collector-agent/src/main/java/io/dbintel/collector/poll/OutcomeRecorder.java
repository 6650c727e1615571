package io.dbintel.collector.poll;

import io.dbintel.collector.publish.RawPoll;
import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RawRecord;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Publishes what polls emitted, each closed by its outcome: one poll, one unit. Thread-safe. */
final class OutcomeRecorder {

  private final RecordSource source;
  private final String agentVersion;
  private final RawPublisher publisher;
  private final RecordEncoder encoder;
  private final PollMeter meter;
  private final InstanceProblems problems;

  OutcomeRecorder(
      RecordSource source,
      String agentVersion,
      RawPublisher publisher,
      RecordEncoder encoder,
      PollMeter meter,
      InstanceProblems problems) {
    this.source = source;
    this.agentVersion = agentVersion;
    this.publisher = publisher;
    this.encoder = encoder;
    this.meter = meter;
    this.problems = problems;
  }

  /**
   * @param probeRound number of the break that the poll was a probe for; 0 for none
   */
  void succeeded(String collector, long due, long durationNanos, long probeRound, RunningPoll run) {
    PollOutcome outcome = outcome(collector, due, PollStatus.OK, null, run.remark());
    outcome.setDurationNs(durationNanos);
    outcome.setProbeRound(probeRound);
    outcome.setRows(run.rows());
    outcome.setRecords(run.records().size());
    outcome.setBytes(run.bytes());
    outcome.setClockSkewUs(run.clockSkew());
    outcome.setAttempts(run.attempts());
    meter.attempted(source.instanceId(), collector, run.attempts());
    publish(outcome, run.records(), run.delivery());
  }

  /** The same of a poll that failed. */
  void failed(
      String collector, long due, long durationNanos, long probeRound, PollFailure failure) {
    PollOutcome outcome =
        outcome(collector, due, PollStatus.FAILED, failure.reason(), failure.getMessage());
    outcome.setDurationNs(durationNanos);
    outcome.setProbeRound(probeRound);
    publish(outcome, List.of(), DeliveryListener.NONE);
  }

  void skipped(String collector, long due, String reason) {
    publish(
        outcome(collector, due, PollStatus.SKIPPED, reason, null),
        List.of(),
        DeliveryListener.NONE);
  }

  private PollOutcome outcome(
      String collector, long due, PollStatus status, String reason, String message) {
    meter.polled(source.instanceId(), collector, status, reason);
    return PollOutcome.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setCollector(collector)
        .setScheduledAt(due)
        .setDurationNs(0)
        .setStatus(status)
        .setReason(reason)
        .setMessage(message)
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setAgentVersion(agentVersion)
        .setProbeRound(0L)
        .build();
  }

  private void publish(PollOutcome outcome, List<RawRecord> records, DeliveryListener delivery) {
    if (records.isEmpty() && publisher.isExhausted()) {
      meter.outcomeDropped(source.instanceId());
      return;
    }
    List<RawRecord> all = new ArrayList<>(records);
    all.add(encoder.encode(outcome, AgentClock.micros() / 1_000));
    try {
      publisher.publish(new RawPoll(source.instanceId(), all, delivery));
      problems.solved("spool");
    } catch (UncheckedIOException diskFailure) {
      delivery.lost();
      meter.outcomeDropped(source.instanceId());
      problems.report("spool", "spool_write", diskFailure.getMessage());
    }
  }
}
