package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static io.dbintel.streams.model.RawRecords.command;
import static io.dbintel.streams.model.RawRecords.group;
import static io.dbintel.streams.model.RawRecords.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsInTopologyTest {
  /** Stores whose values are of a tenant, or of an instance that agents compare with. */
  private static final List<String> OF_NO_INSTANCE_ALONE =
      List.of("instances", "tenants", "exports");

  private static final String SAME_TENANT = "acme/billing";
  private static final String LONGER_NAME = "acme-2/orders";
  private static final String OTHER_TENANT = "zenith/orders";

  private final TopologyHarness topology = new TopologyHarness();

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void commandAsksTheAgentsForAFullPoll() {
    topology.send(command("first", CommandKind.FULL_POLL));
    topology.send(command("second", CommandKind.FULL_POLL));

    assertThat(topology.control())
        .extracting(document -> document.getVersion() + ":" + document.getFullPollWanted())
        .containsExactly("1:1", "2:2");
  }

  @Test
  void commandIsAppliedOnce() {
    topology.send(command("one", CommandKind.FULL_POLL));
    topology.send(command("other", CommandKind.FULL_POLL));
    topology.later(60_000).send(command("one", CommandKind.FULL_POLL));

    assertThat(topology.control()).hasSize(2);
  }

  @Test
  void forgetThatIsSentAgainForgetsNothingMore() {
    topology.send(command("one", CommandKind.FORGET));
    topology.send(full(1, 100, row(1, 50)));
    topology.send(command("one", CommandKind.FORGET));
    topology.send(partial(2, 110, row(1, 53)));

    assertThat(topology.events("db.server.top_query"))
        .singleElement()
        .extracting(event -> event.getAttributes().get("postgresql.calls"))
        .isEqualTo(3L);
  }

  @Test
  void forgetDropsEverythingOfTheInstanceButWhatItsAgentsCompare() {
    fill(TopologyHarness.INSTANCE);
    fill(SAME_TENANT);
    Map<String, Long> both = sizes();
    topology.send(command("c", CommandKind.FORGET));

    Map<String, Long> left = sizes();
    for (String store : topology.stores()) {
      if (!OF_NO_INSTANCE_ALONE.contains(store)) {
        assertThat(both.get(store)).as(store).isGreaterThan(1);
        assertThat(left.get(store)).as(store).isEqualTo(both.get(store) / 2);
      }
    }
    topology.events();
    topology.control();
    topology.send(full(2, 110, row(1, 60)));
    assertThat(topology.events("db.server.top_query")).isEmpty();
    topology.send(command("d", CommandKind.FULL_POLL));
    assertThat(topology.control()).last().extracting("version").isEqualTo(2L);
    topology.send(SAME_TENANT, partial(2, 110, row(1, 60)));
    assertThat(topology.events("db.server.top_query")).hasSize(1);
  }

  private void fill(String instance) {
    topology.send(instance, RawRecords.text(1, "SELECT 1"));
    topology.send(instance, full(1, 100, row(1, 50)));
    topology.send(
        instance,
        RawRecords.metrics(
            "a",
            1,
            group(
                "databases",
                100,
                RawRecords.row(
                    Map.of("db.namespace", "shop"), reading("postgresql.commits", 5L)))));
  }

  private Map<String, Long> sizes() {
    Map<String, Long> sizes = new TreeMap<>();
    topology.stores().forEach(store -> sizes.put(store, topology.entries(store)));
    return sizes;
  }

  @Test
  void resetBaselineTakesTheNextFullPollAsBase() {
    topology.send(full(1, 100, row(1, 50)));
    topology.send(command("c", CommandKind.RESET_BASELINE));
    topology.send(full(2, 110, row(1, 60)));
    topology.send(full(3, 120, row(1, 61)));

    assertThat(topology.events("db.server.top_query"))
        .singleElement()
        .extracting(event -> event.getAttributes().get("postgresql.calls"))
        .isEqualTo(1L);
  }

  @Test
  void commandForATenantTakesEffectInEveryInstanceOfTheTenantAndInNoOther() {
    for (String instance :
        new String[] {TopologyHarness.INSTANCE, SAME_TENANT, LONGER_NAME, OTHER_TENANT}) {
      topology.send(instance, full(1, 100, row(1, 50)));
    }
    topology.send("acme", command("c", CommandKind.RESET_BASELINE));
    assertThat(topology.keysOf("dbintel.control"))
        .containsExactlyInAnyOrder(TopologyHarness.INSTANCE, SAME_TENANT);

    for (String instance :
        new String[] {TopologyHarness.INSTANCE, SAME_TENANT, LONGER_NAME, OTHER_TENANT}) {
      topology.send(instance, full(2, 110, row(1, 57)));
    }
    assertThat(topology.events("db.server.top_query"))
        .extracting(event -> event.getResource().getInstance())
        .containsExactly(LONGER_NAME, OTHER_TENANT);
  }

  @Test
  void commandForATenantIsAppliedOnceByEachInstance() {
    topology.send(TopologyHarness.INSTANCE, RawRecords.outcome(PollStatus.OK));
    topology.send("acme", command("c", CommandKind.FULL_POLL));
    topology.send("acme", command("c", CommandKind.FULL_POLL));

    assertThat(topology.control()).hasSize(1);
    assertThat(topology.deadLetters()).isEmpty();
  }

  @Test
  void keyWithoutASlashIsAnErrorForEverythingButACommand() {
    topology.send("acme", full(1, 100, row(1, 50)));

    assertThat(topology.deadLetters()).hasSize(1);
    assertThat(topology.entries("instances")).isZero();
  }
}
