package io.dbintel.streams;

import static io.dbintel.streams.model.RawRecords.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitInTopologyTest {
  private static final String SETTINGS =
      "{circuit: {minimumOutcomes: 3, breakDuration: 30s, halfOpenProbes: 2}}";
  private static final String OTHER = "acme/billing";
  private static final String EVENT = "db.server.circuit_breaker.transition";

  private TopologyHarness topology = new TopologyHarness(SETTINGS);

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void failedPollsStopTheAgentsAndGoodProbesLetThemGoOn() {
    topology.send(OTHER, RawRecords.outcome(PollStatus.OK));
    fail(3);
    ControlDocument open = onlyDocument();
    assertThat(open.getCircuit()).isEqualTo(CircuitState.OPEN);
    assertThat(open.getReason()).isEqualTo("error_rate");
    assertThat(open.getProbeAfterMs()).isEqualTo(30_000);
    assertThat(open.getProbePolls()).isEqualTo(2);

    topology.later(30_000).send(skipped());
    topology.later(10).send(RawRecords.outcome(PollStatus.OK));
    assertThat(topology.control()).as("one probe is missing").isEmpty();
    topology.send(RawRecords.outcome(PollStatus.OK));
    assertThat(onlyDocument().getCircuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(topology.events(EVENT))
        .extracting(CircuitInTopologyTest::told)
        .containsExactly(
            "acme/orders closed>open error_rate",
            "acme/orders open>half_open break_over",
            "acme/orders half_open>closed probes_good");
  }

  @Test
  void failedProbesBeginANewRound() {
    fail(3);
    assertThat(onlyDocument().getVersion()).isEqualTo(1);
    topology.later(30_010);
    fail(2);
    ControlDocument again = onlyDocument();
    assertThat(again.getVersion()).isEqualTo(2);
    assertThat(again.getCircuit()).isEqualTo(CircuitState.OPEN);
    assertThat(again.getReason()).isEqualTo("probes_failed");
  }

  @Test
  void theStateIsAMetricAndTransitionsHaveEvidence() {
    fail(3);
    List<ResultMetrics> records = topology.metrics();
    assertThat(records).hasSize(2);
    Metric metric = records.get(1).getMetrics().get(0);
    assertThat(metric.getName()).isEqualTo("circuit_breaker.state");
    assertThat(metric.getPoints().get(0).getLongValue()).isEqualTo(1L);
    assertThat(metric.getPoints().get(0).getAttributes())
        .containsEntry("dbintel.circuit_breaker.shadow", "false");
    assertThat(records.get(0).getRecordId()).isNotEqualTo(records.get(1).getRecordId());
    ResultEvent event = topology.events(EVENT).get(0);
    assertThat(event.getSeverityNumber()).isEqualTo(13);
    assertThat(event.getAttributes())
        .containsEntry("dbintel.circuit_breaker.evidence.errors", 3.0)
        .containsEntry("dbintel.circuit_breaker.shadow", false)
        .containsEntry("db.system.name", "postgresql");
  }

  @Test
  void inShadowNoDocumentIsWritten() {
    topology.close();
    topology = new TopologyHarness(SETTINGS.replace("{circuit: {", "{circuit: {shadow: true, "));
    fail(5);
    assertThat(topology.control()).isEmpty();
    assertThat(topology.events(EVENT))
        .singleElement()
        .satisfies(event -> assertThat(event.getSeverityNumber()).isEqualTo(9));
  }

  @Test
  void ordersOfAPersonHoldForAnInstanceOrATenant() {
    topology.send(RawRecords.outcome(PollStatus.OK));
    topology.send(OTHER, RawRecords.outcome(PollStatus.OK));
    topology.send("acme", command("a", CommandKind.CIRCUIT_OPEN));
    assertThat(topology.control())
        .hasSize(2)
        .allMatch(document -> document.getCircuit() == CircuitState.OPEN)
        .allMatch(document -> document.getFullPollWanted() == 0);
    topology.send(command("b", CommandKind.CIRCUIT_RESET));
    assertThat(onlyDocument().getCircuit()).isEqualTo(CircuitState.CLOSED);
    topology.later(1_000).send(RawRecords.outcome(PollStatus.OK));
    topology.send(OTHER, skipped());
    assertThat(topology.events(EVENT))
        .extracting(CircuitInTopologyTest::told)
        .containsExactly(
            "acme/orders closed>forced_open command",
            "acme/orders forced_open>closed command",
            "acme/billing closed>forced_open command");
  }

  @Test
  void forgettingAnInstanceLetsItsAgentsGo() {
    fail(3);
    assertThat(onlyDocument().getCircuit()).isEqualTo(CircuitState.OPEN);
    topology.send(command("c", CommandKind.FORGET));
    assertThat(onlyDocument().getCircuit()).isEqualTo(CircuitState.CLOSED);
    topology.later(100_000);
    fail(2);
    assertThat(topology.control()).isEmpty();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      PollOutcome outcome = RawRecords.outcome(PollStatus.FAILED);
      outcome.setReason("57014");
      topology.send(outcome);
    }
  }

  private static PollOutcome skipped() {
    PollOutcome outcome = RawRecords.outcome(PollStatus.SKIPPED);
    outcome.setReason("circuit_open");
    return outcome;
  }

  private ControlDocument onlyDocument() {
    List<ControlDocument> documents = topology.control();
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }

  private static String told(ResultEvent event) {
    return event.getResource().getInstance()
        + " "
        + event.getAttributes().get("dbintel.circuit_breaker.from")
        + ">"
        + event.getAttributes().get("dbintel.circuit_breaker.to")
        + " "
        + event.getAttributes().get("dbintel.circuit_breaker.reason");
  }
}
