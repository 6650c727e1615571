package io.dbintel.streams.processors;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.operators.clock.InstanceClock;
import io.dbintel.streams.operators.commands.Commands;
import io.dbintel.streams.operators.control.ControlConfig;
import io.dbintel.streams.operators.control.ControlDocuments;
import io.dbintel.streams.operators.control.FailureBreaker;
import io.dbintel.streams.operators.deltas.CounterDeltas;
import io.dbintel.streams.operators.sequencing.PollSequencer;
import io.dbintel.streams.operators.texts.StatementTexts;
import io.dbintel.streams.operators.texts.TextsConfig;
import io.dbintel.streams.records.VerifiedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class InstanceProcessorTest {
  private static final ControlConfig CONTROL = new ControlConfig(Duration.ofMinutes(15));

  /** Remembers in a value of its own which records it saw. */
  private static final class Witness implements InstanceOperator<String> {
    @Override
    public String name() {
      return "witness";
    }

    @Override
    public PartCodec<String> part() {
      return new TextPart(77);
    }

    @Override
    public boolean hasOwnValue() {
      return true;
    }

    @Override
    public boolean accepts(InstanceTurn turn) {
      return turn.record() instanceof VerifiedRecord.Outcome;
    }

    @Override
    public String decide(String prior, InstanceTurn turn) {
      turn.hold("seen");
      return (prior == null ? "" : prior) + "x";
    }
  }

  private final ProcessorHarness harness =
      new ProcessorHarness(
          List.of(
              new Commands(),
              new InstanceClock(),
              new Witness(),
              new FailureBreaker(),
              new PollSequencer(),
              new ControlDocuments(CONTROL, Set.of("failure-breaker"))),
          List.of(new StatementTexts(new TextsConfig(Duration.ofHours(24), 16))),
          List.of(new CounterDeltas()));

  @Test
  void breakerStopsTheAgentsAndLetsOneProbeThrough() {
    assertThat(harness.send(Verified.outcome(PollStatus.FAILED))).isEmpty();
    assertThat(harness.send(Verified.outcome(PollStatus.FAILED))).isEmpty();

    ControlDocument open = document(harness.send(Verified.outcome(PollStatus.FAILED)));
    assertThat(open.getCircuit()).isEqualTo(CircuitState.OPEN);
    assertThat(open.getReason()).isEqualTo("failed_polls");
    assertThat(open.getProbeAfterMs()).isEqualTo(120_000);
    assertThat(open.getProbePolls()).isEqualTo(1);

    assertThat(harness.send(Verified.outcome(PollStatus.SKIPPED))).isEmpty();
    ControlDocument fullPoll = document(harness.send(Verified.order(CommandKind.FULL_POLL, "1")));
    assertThat(fullPoll.getCircuit()).isEqualTo(CircuitState.OPEN);

    ControlDocument closed = document(harness.send(Verified.outcome(PollStatus.OK)));
    assertThat(closed.getCircuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(closed.getVersion()).isEqualTo(3);
  }

  @Test
  void tenantsCommandIsAppliedToEachOfItsInstances() {
    harness.send("acme/a", Verified.outcome(PollStatus.OK));
    harness.send("acme/b", Verified.outcome(PollStatus.OK));
    harness.send("acme-other/c", Verified.outcome(PollStatus.OK));

    var forwarded = harness.send("acme", Verified.order(CommandKind.FULL_POLL, "1"));

    assertThat(forwarded.stream().map(record -> (String) record.key()))
        .containsExactly("acme/a", "acme/b");
    assertThat(harness.send("acme", Verified.order(CommandKind.FULL_POLL, "1"))).isEmpty();
    assertThat(harness.counts).containsEntry("commands held repeated_command", 2L);
  }

  @Test
  void recordWithTheKeyOfATenantThatIsNotACommandChangesNothing() {
    harness.send("acme/a", Verified.outcome(PollStatus.OK));
    var before = ProcessorHarness.content(harness.instances()).size();
    assertThat(harness.send("acme", new VerifiedRecord.Rejected(1, "bad", 1))).isEmpty();
    assertThat(ProcessorHarness.content(harness.instances())).hasSize(before);
  }

  @Test
  void partWithAValueOfItsOwnIsReadAndWrittenForItsRecordsAlone() {
    harness.send(Verified.outcome(PollStatus.OK));
    harness.send(Verified.order(CommandKind.FULL_POLL, "1"));
    assertThat(harness.instances().get("acme/orders#77")).endsWith('x');
    assertThat(harness.counts)
        .containsEntry("witness in", 1L)
        .containsEntry("witness held seen", 1L)
        .doesNotContainKey("witness out");
  }

  @Test
  void forgetDeletesEverythingOfTheInstanceButWhatOutlivesIt() {
    for (String instance : List.of("acme/a", "acme/b")) {
      harness.send(instance, Verified.outcome(PollStatus.OK));
      harness.send(instance, poll("x", 1).of(instance).row(1, 0, 1, 1).row(2, 0, 1, 1).record());
      harness.send(instance, Verified.texts(instance, Map.of(1, Verified.text("SELECT 1"))));
    }

    harness.send("acme/a", Verified.order(CommandKind.FORGET, "1"));

    assertThat(harness.rowKeys()).hasSize(2);
    assertThat(ProcessorHarness.content(harness.keyed("texts"))).hasSize(1);
    assertThat(harness.instances().get("acme/a#77")).isNull();
    assertThat(harness.instances().get("acme/b#77")).isNotNull();
    assertThat(harness.counts).containsEntry("released acme/a", 1L);
    assertThat(harness.send("acme/a", Verified.order(CommandKind.FORGET, "1"))).isEmpty();
    var first =
        harness.send("acme/a", poll("y", 1).at(2_000).of("acme/a").row(1, 0, 5, 5).record());
    assertThat(first).isEmpty();
    assertThat(harness.counts).containsEntry("counter-deltas held baseline", 5L);
  }

  @Test
  void nothingIsToldOfTheInstancesOfAPartitionThatGoesElsewhere() {
    harness.send("acme/a", poll("x", 1).of("acme/a").record());
    harness.send("acme/b", Verified.outcome(PollStatus.OK));
    harness.close();
    assertThat(harness.counts)
        .containsEntry("released acme/a", 1L)
        .doesNotContainKey("released acme/b");
  }

  @Test
  void appliedReadIsReported() {
    harness.send(poll("x", 1).at(7_000).record());
    assertThat(harness.counts).containsEntry("applied acme/orders", 7_001L);
  }

  @Test
  void insightsCarryTheRecordsTimestamp() {
    harness.timestamp = 77;
    assertThat(harness.send(Verified.order(CommandKind.FULL_POLL, "1")))
        .extracting(Record::timestamp)
        .containsExactly(77L);
  }

  private static ControlDocument document(
      List<Record<? extends String, ? extends Insight>> forwarded) {
    List<ControlDocument> documents = new ArrayList<>();
    forwarded.forEach(record -> documents.add(((Insight.Control) record.value()).document()));
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }
}
