package io.dbintel.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ResultFactsTest {
  private static final String INSTANCE = "acme/shop";

  private final BundledSchemaRegistry registry = new BundledSchemaRegistry();
  private final AvroSerializer<SpecificRecord> plain = new AvroSerializer<>(registry);
  private final MarkedSerializer<SpecificRecord> marking =
      new MarkedSerializer<>(plain, registry, "the-id");
  private final ResultFacts exact = new ResultFacts(registry, false);
  private final ResultFacts unmarking = new ResultFacts(registry, true);

  @Test
  void statementEventTellsItsWorkAndItsText() {
    ResultFact fact = exact.of("t", INSTANCE, bytes(statement(7))).orElseThrow();
    assertThat(fact.id()).isEqualTo("abc");
    assertThat(fact.kind()).isEqualTo("db.server.top_query");
    assertThat(fact.instance()).isEqualTo(INSTANCE);
    assertThat(fact.work()).isEqualTo(new WorkSum(7, 1_500_000, 70));
    assertThat(fact.hasText()).isTrue();
  }

  @Test
  void markIsOnEveryResultAndIsNoDifference() {
    for (SpecificRecord result : List.of(statement(7), metrics())) {
      byte[] marked = marking.serialize("t", result);
      SpecificRecord read = new AvroDeserializer<SpecificRecord>(registry).deserialize("t", marked);
      ResultResource resource = (ResultResource) read.get(1);
      assertThat(resource.getAttributes())
          .containsExactlyInAnyOrderEntriesOf(Map.of("kept", "yes", "dbintel.replay.id", "the-id"));

      assertThat(unmarking.of("t", INSTANCE, marked))
          .isEqualTo(unmarking.of("t", INSTANCE, bytes(result)))
          .isPresent();
      assertThat(exact.of("t", INSTANCE, marked))
          .isNotEqualTo(exact.of("t", INSTANCE, bytes(result)));
    }
    assertThat(unmarking.of("t", INSTANCE, bytes(statement(8))))
        .isNotEqualTo(unmarking.of("t", INSTANCE, bytes(statement(7))));
  }

  @Test
  void deadLetterOfARawRecordCountsByItsPlaceAndReason() {
    DeadLetter letter =
        new DeadLetter("undecodable", "found 1", "dbintel.raw", 3, 17L, 5L, "", null);
    assertThat(marking.serialize("t", letter)).isEqualTo(bytes(letter));
    ResultFact fact = exact.of("t", null, bytes(letter)).orElseThrow();
    assertThat(fact.id()).isEqualTo("3@17 undecodable");
    assertThat(fact.kind()).isEqualTo("dead letter undecodable");

    letter.setTopic("dbintel.events");
    assertThat(exact.of("t", null, bytes(letter))).isEmpty();
  }

  @Test
  void eventAboutATenantIsNoResultOfAReplay() {
    ResultEvent usage = statement(1);
    usage.getResource().setInstance("");
    assertThat(exact.of("t", "acme", bytes(usage))).isEmpty();
  }

  private byte[] bytes(SpecificRecord record) {
    return plain.serialize("t", record);
  }

  private static ResultResource resource() {
    return new ResultResource("acme", INSTANCE, "postgresql", "host", 5432, Map.of("kept", "yes"));
  }

  private static ResultEvent statement(long calls) {
    return new ResultEvent(
        "abc",
        resource(),
        "db.server.top_query",
        1L,
        2L,
        9,
        Map.of(
            "postgresql.calls",
            calls,
            "postgresql.rows",
            10 * calls,
            "dbintel.total_exec_time_ns",
            1_500_000L,
            "db.query.text",
            "SELECT ?"));
  }

  private static ResultMetrics metrics() {
    MetricPoint point = new MetricPoint(Map.of("a", "1", "b", "2"), 1L, 2L, 3L, null);
    Metric metric = new Metric("m", "1", "d", MetricType.GAUGE, false, false, List.of(point));
    return new ResultMetrics("def", resource(), 2L, List.of(metric));
  }
}
