package io.dbintel.streams;

import static io.dbintel.streams.model.RawRecords.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.schemas.avro.QueryPlan;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.streams.model.TopologyHarness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlansInTopologyTest {
  private static final String PLAN = "db.server.query_plan";

  private final TopologyHarness topology = new TopologyHarness();

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void aPlanBecomesAnEventWithoutLiterals() {
    topology.send(plan("a", 1, 100));

    ResultEvent event = topology.events(PLAN).get(0);
    assertThat(event.getTime()).isEqualTo(100_000_000L);
    assertThat(event.getAttributes())
        .containsEntry("db.system.name", "postgresql")
        .containsEntry("db.namespace", "shop")
        .containsEntry("user.name", "app")
        .containsEntry("postgresql.rolname", "app")
        .containsEntry("postgresql.queryid", "9")
        .containsEntry("dbintel.statement.key", "0000000500000000000000090000000a01")
        .containsEntry("dbintel.plan.hash", "0123456789abcdef")
        .containsEntry("dbintel.plan.hash_version", 1L)
        .containsEntry("dbintel.plan.method", "generic_plan")
        .containsEntry("dbintel.plan.sampled", false)
        .containsEntry("dbintel.plan.nodes", 1L)
        .containsEntry("dbintel.plan.cost.startup", 0.5)
        .containsEntry("dbintel.plan.cost.total", 12.25)
        .containsEntry("dbintel.plan.truncated", false);
    assertThat(event.getAttributes().get("postgresql.query_plan"))
        .as("verified again, before anything is stored or sent")
        .isEqualTo(
            "[{\"Plan\":{\"Node Type\":\"Seq Scan\",\"Relation Name\":\"orders\",\"Total"
                + " Cost\":12.25,\"Filter\":\"(note = ?::text)\"}}]");
  }

  @Test
  void eachPlanIsToldOnceAndThoseOfSeveralProcessesAreTold() {
    topology.send(plan("a", 1, 100));
    topology.send(plan("a", 1, 100));
    topology.send(plan("b", 1, 101));
    topology.send(plan("a", 2, 102));
    topology.send(plan("b", 1, 101));
    topology.send(plan("a", 1, 100));

    assertThat(topology.events(PLAN))
        .extracting(event -> event.getAttributes().get("dbintel.record.id"))
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void aPlanThatIsTooLongIsBounded() {
    QueryPlan plan = plan("a", 1, 100);
    String node =
        "{\"Node Type\":\"Seq Scan\",\"Relation Name\":\"orders_" + "x".repeat(50) + "\"},";
    plan.setPlan("[{\"Plan\":{\"Plans\":[" + node.repeat(7_000) + "{}]}}]");
    topology.send(plan);

    String told =
        topology.events(PLAN).get(0).getAttributes().get("postgresql.query_plan").toString();
    assertThat(told.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(PlanMasker.MAX_BYTES);
    assertThat(told).contains("dbintel_truncated");
  }

  @Test
  void whatIsNotValidGoesToTheDeadLetters() {
    QueryPlan withoutKey = plan("a", 1, 100);
    withoutKey.setKey(ByteBuffer.allocate(0));
    QueryPlan hash = plan("a", 2, 100);
    hash.setStructuralHash("secret value");
    topology.send(withoutKey);
    topology.send(hash);

    assertThat(topology.events(PLAN)).isEmpty();
    assertThat(topology.deadLetters())
        .hasSize(2)
        .allMatch(letter -> letter.getReason().equals("invalid_field"))
        .noneMatch(letter -> letter.getMessage().contains("secret"));
  }
}
