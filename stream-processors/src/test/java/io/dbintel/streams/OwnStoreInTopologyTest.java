package io.dbintel.streams;

import static io.dbintel.streams.model.RawRecords.command;
import static io.dbintel.streams.model.RawRecords.session;
import static io.dbintel.streams.model.RawRecords.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.Session;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.model.WaitingSessions;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator with a store of its own: what CONTRIBUTING calls the third job. */
class OwnStoreInTopologyTest {
  private static final String STORE = WaitingSessions.STATE.store();
  private static final long HOUR_MS = 3_600_000;

  private final List<Integer> looked = new ArrayList<>();

  @Test
  void whatItRemembersIsStoredByKeyAndForgottenWhenItSaysSo() {
    try (TopologyHarness topology = topology()) {
      topology.send(tick("a", 1, 100, waiting("1"), waiting("2")));
      topology.send("acme/billing", tick("a", 1, 100, waiting("1")));
      assertThat(topology.entries(STORE)).isEqualTo(3);

      topology.later(1_000).send(tick("a", 2, 101, waiting("1"), running("2")));
      assertThat(topology.entries(STORE)).isEqualTo(2);
    }
  }

  @Test
  void whatItRemembersOutlivesARestart() {
    try (TopologyHarness before = topology();
        TopologyHarness after = topology()) {
      before.send(tick("a", 1, 100, waiting("1")));
      before.later(1_000).send(tick("a", 2, 101, waiting("1")));
      assertThat(before.control()).isEmpty();

      after.restore(before.changelogs()).later(2_000).send(tick("a", 3, 102, waiting("1")));

      assertThat(after.control())
          .singleElement()
          .satisfies(
              document -> {
                assertThat(document.getCircuit()).isEqualTo(CircuitState.OPEN);
                assertThat(document.getReason()).isEqualTo("waiting_sessions");
                assertThat(document.getProbeAfterMs()).isEqualTo(30_000);
                assertThat(document.getProbePolls()).isEqualTo(2);
              });
    }
  }

  @Test
  void otherOperatorsReadItByItsState() {
    try (TopologyHarness topology = topology()) {
      topology.send(tick("a", 1, 100, waiting("1")));
      topology.later(1_000).send(tick("a", 2, 101, waiting("1")));
      topology.later(1_000).send("acme/billing", tick("a", 1, 101, waiting("2")));

      assertThat(looked).containsExactly(1, 2, null);
    }
  }

  @Test
  void sweepForgetsALimitedNumberOfUnusedValuesWithEachRecord() {
    try (TopologyHarness topology = topology()) {
      topology.send(tick("a", 1, 100, waiting("1"), waiting("2"), waiting("3"), waiting("4")));
      topology.send("acme/billing", tick("a", 1, 100, waiting("1")));
      topology.later(2 * HOUR_MS);

      topology.send(RawRecords.outcome(PollStatus.OK));
      long left = topology.entries(STORE);
      assertThat(left).isBetween(3L, 4L);
      for (int i = 0; i < 4; i++) {
        topology.send(RawRecords.outcome(PollStatus.OK));
      }
      topology.send(tick("b", 1, 200, running("1")));
      topology.send("acme/billing", RawRecords.outcome(PollStatus.OK));
      topology.send("acme/billing", command("c", CommandKind.FORGET));
      topology.send(command("c", CommandKind.FORGET));
      assertThat(topology.entries(STORE)).isZero();
    }
  }

  @Test
  void forgetDropsWhatItRemembersOfThatInstanceOnly() {
    try (TopologyHarness topology = topology()) {
      topology.send(tick("a", 1, 100, waiting("1"), waiting("2")));
      topology.send("acme/billing", tick("a", 1, 100, waiting("1")));
      topology.send(command("c", CommandKind.FORGET));

      assertThat(topology.entries(STORE)).isEqualTo(1);
    }
  }

  private TopologyHarness topology() {
    return new TopologyHarness("", OperatorCounts.NONE, this::withOwnStore, Purpose.PRODUCTION);
  }

  private Operators withOwnStore(Operators product) {
    List<KeyedOperator<?, ?>> keyed = new ArrayList<>(product.keyed());
    keyed.add(new WaitingSessions());
    List<InstanceOperator<?>> instance = new ArrayList<>(product.instance());
    instance.add(0, new Lookup());
    return new Operators(
        instance, keyed, product.statement(), product.texts(), product.tenant(), product.export());
  }

  private static Session waiting(String id) {
    return session(id, 100);
  }

  private static Session running(String id) {
    return Session.newBuilder(session(id, 100)).setWaitEvent(null).setWaitEventType(null).build();
  }

  /** Reads what the other operator remembers of session 1, after that one has decided. */
  private final class Lookup implements InstanceOperator<Void> {
    @Override
    public String name() {
      return "look-up";
    }

    @Override
    public PartCodec<Void> part() {
      return null;
    }

    @Override
    public Void decide(Void prior, InstanceTurn turn) {
      return null;
    }

    @Override
    public Void afterRows(Void prior, InstanceTurn turn) {
      WaitingSessions.Waiting waiting = turn.lookUp(WaitingSessions.STATE, "1");
      looked.add(waiting == null ? null : waiting.ticks());
      return null;
    }
  }
}
