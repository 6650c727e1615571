package io.dbintel.collector.poll;

import io.dbintel.schemas.avro.PollStatus;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import java.util.Map;

/** Counts polls for the agent's own metrics. Thread-safe. */
public final class PollMeter {

  private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("dbintel.instance");
  private static final AttributeKey<String> COLLECTOR = AttributeKey.stringKey("collector");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private final LongCounter polls;
  private final LongCounter attempts;
  private final LongCounter dropped;

  public PollMeter(Meter meter) {
    this.polls =
        meter
            .counterBuilder("dbintel.agent.polls")
            .setUnit("{poll}")
            .setDescription(
                "Scheduled polls by status; reason says why they failed or were skipped.")
            .build();
    this.attempts =
        meter
            .counterBuilder("dbintel.agent.attempts")
            .setUnit("{attempt}")
            .setDescription(
                "Of polls that try several things, such as plans: how many ended in which way.")
            .build();
    this.dropped =
        meter
            .counterBuilder("dbintel.agent.outcomes.dropped")
            .setUnit("{outcome}")
            .setDescription("Outcomes of polls for which the spool had no room.")
            .build();
  }

  void polled(String instanceId, String collector, PollStatus status, String reason) {
    polls.add(
        1,
        Attributes.of(
            INSTANCE,
            instanceId,
            COLLECTOR,
            collector,
            STATUS,
            status.name().toLowerCase(Locale.ROOT),
            REASON,
            reason == null ? "" : reason));
  }

  void attempted(String instanceId, String collector, Map<String, Integer> byCode) {
    byCode.forEach(
        (code, count) ->
            attempts.add(
                count, Attributes.of(INSTANCE, instanceId, COLLECTOR, collector, OUTCOME, code)));
  }

  void outcomeDropped(String instanceId) {
    dropped.add(1, Attributes.of(INSTANCE, instanceId));
  }
}
