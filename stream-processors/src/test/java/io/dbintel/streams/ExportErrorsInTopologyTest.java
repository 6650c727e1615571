package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.Secret;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.schemas.signing.SigningKey;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.Increments;
import io.dbintel.streams.model.Outcomes;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.model.TopologyHarness.RawEntry;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.validation.SkippedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Outcomes, alerts, feedback and reduction: the whole way round through the raw log. */
class ExportErrorsInTopologyTest {
  private static final String ERRORS = "dbintel.export.errors";
  private static final String FEEDBACK = "dbintel.export.feedback";
  private static final String SAMPLE = "db.server.query_sample";
  private static final String OTHER = "zenith/orders";
  private static final long MINUTE_MS = 60_000;
  private static final String OPERATORS = "{sessions: {sampleInterval: 0s}}";

  private long seq;

  @Test
  void rateLimitThinsSessionsOfTheTenantAloneUntilItIsOver() {
    try (TopologyHarness topology = new TopologyHarness(OPERATORS)) {
      ticks(topology, 1);
      topology.events();
      for (int minute = 0; minute < 12; minute++) {
        topology.later(MINUTE_MS).sendOutcome("acme", Outcomes.delayed("nr", 429, 50));
      }
      List<ResultEvent> events = topology.events();
      assertThat(named(events, ERRORS))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getResource().getTenant()).isEqualTo("acme");
                assertThat(event.getSeverityNumber()).isEqualTo(13);
                assertThat(event.getAttributes())
                    .containsEntry("dbintel.export.sink", "nr")
                    .containsEntry("dbintel.export.error.category", "rate_limit")
                    .containsEntry("dbintel.export.error.state", "begins")
                    .containsEntry("dbintel.export.error.share", 1.0)
                    .containsEntry("dbintel.export.error.count", 50L)
                    .containsKey("dbintel.export.error.remedy")
                    .doesNotContainKey("dbintel.export.error.message");
              });
      assertThat(named(events, FEEDBACK))
          .extracting(event -> event.getAttributes().get("dbintel.export.feedback.rate"))
          .containsExactly(1L, 2L);
      ticks(topology, 10);
      List<ResultEvent> samples = named(topology.events(), SAMPLE);
      assertThat(samples).hasSize(10).allMatch(one -> tenant(one).equals("zenith"));

      for (int minute = 0; minute < 80; minute++) {
        topology.later(MINUTE_MS).sendOutcome("acme", Outcomes.accepted("nr", 50));
      }
      topology.events();
      ticks(topology, 10);
      assertThat(named(topology.events(), SAMPLE)).hasSize(20);
      assertThat(topology.deadLetters()).isEmpty();
      assertThat(topology.control()).isEmpty();
    }
  }

  @Test
  void cardinalityThatNewRelicReportsAddsTablesUp() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness topology = new TopologyHarness("", counts)) {
      topology.send(RawRecords.tables(1, 100, 10, 20));
      topology.send(RawRecords.tables(2, 110, 13, 24));
      topology.send("acme", report("a", "UniqueTimeseriesPerDay"));
      topology.send("acme", report("a", "UniqueTimeseriesPerDay"));
      topology.send(RawRecords.tables(3, 120, 18, 30));

      assertThat(scans(topology)).containsExactly("a 3", "b 4", "sum 11");
      List<ResultEvent> events = topology.events();
      assertThat(named(events, ERRORS))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getAttributes())
                      .containsEntry("dbintel.export.error.category", "cardinality")
                      .containsEntry("dbintel.export.error.count", 5L));
      assertThat(counts.held("cost-control")).containsEntry("export_feedback", 1L).hasSize(1);
      assertThat(counts.held("export-errors")).containsEntry("repeated_report", 1L).hasSize(1);
      assertThat(counts.in("integration-errors")).isEqualTo(2);
      assertThat(counts.in("commands")).as("no turn of an instance").isEqualTo(4);
    }
  }

  @Test
  void reportThatIsNoneIsHeldAndOneOfAnInstanceIsADeadLetter() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness topology = new TopologyHarness("", counts)) {
      Command report = report("a", "x");
      report.setArguments(Map.of("category", "RateLimit"));
      topology.send("acme", report);
      topology.send("acme/orders", report("b", "x"));

      assertThat(counts.held("integration-errors")).containsEntry("invalid_report", 1L);
      assertThat(topology.deadLetters())
          .extracting(DeadLetter::getMessage)
          .singleElement()
          .asString()
          .contains("expected a tenant id");
      assertThat(topology.events()).isEmpty();
    }
  }

  @Test
  void whatADestinationSaysIsVerifiedLikeEveryText() {
    try (TopologyHarness topology = new TopologyHarness()) {
      topology.sendOutcome(
          "acme",
          Outcomes.outcome(
              "nr",
              ExportStatus.PARTIAL,
              200,
              100,
              90,
              "attribute user.email=jane.doe@example.com is too long"));
      assertThat(topology.events(ERRORS))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getAttributes())
                      .containsEntry("dbintel.export.error.category", "attribute_limits")
                      .hasEntrySatisfying(
                          "dbintel.export.error.message",
                          message ->
                              assertThat(message.toString())
                                  .contains("too long")
                                  .doesNotContain("jane.doe")));
    }
  }

  @Test
  void whatIsNoOutcomeIsADeadLetterAndStopsNothing() {
    try (TopologyHarness topology = new TopologyHarness()) {
      topology.sendOutcomeBytes("acme", new byte[] {9, 9, 9});
      topology.sendOutcomeBytes("acme", null);
      topology.sendOutcome("acme/orders", Outcomes.accepted("nr", 1));
      topology.sendOutcome("acme", Outcomes.accepted(" ", 1));
      topology.sendOutcome("acme", Outcomes.outcome("nr", ExportStatus.PARTIAL, 200, 10, 11, null));
      topology.sendOutcome("acme", Outcomes.outcome("nr", ExportStatus.PARTIAL, -1, 10, 1, null));
      ExportOutcome reason = Outcomes.accepted("nr", 1);
      reason.setReason("a reason\nof two lines");
      topology.sendOutcome("acme", reason);
      topology.sendOutcomeBytes("acme", topology.bytes(Increments.usage("acme/a", 1, 1, 1, 1)));
      topology.sendOutcome("acme", Outcomes.delayed("nr", 401, 20));

      assertThat(topology.deadLetters())
          .hasSize(8)
          .extracting(DeadLetter::getMessage)
          .anyMatch(message -> message.contains("rejected_items is 11; expected 0 to items"))
          .anyMatch(message -> message.contains("TenantUsage does not belong in the topic"))
          .noneMatch(message -> message.contains("two lines"));
      assertThat(topology.events(ERRORS))
          .extracting(event -> event.getAttributes().get("dbintel.export.error.category"))
          .containsExactly("auth");
    }
  }

  @Test
  void shadowModeTellsAndOrdersAndWithholdsNothing() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness topology =
        new TopologyHarness(
            "{sessions: {sampleInterval: 0s}, exportErrors: {shadow: true}}", counts)) {
      ticks(topology, 1);
      for (int minute = 0; minute < 12; minute++) {
        topology.later(MINUTE_MS).sendOutcome("acme", Outcomes.delayed("nr", 429, 50));
      }
      assertThat(topology.written()).isNotEmpty();
      assertThat(topology.events(FEEDBACK))
          .hasSize(2)
          .allMatch(
              event -> event.getAttributes().get("dbintel.export.feedback.shadow").equals(true));
      ticks(topology, 10);
      assertThat(topology.events(SAMPLE)).hasSize(20);
      assertThat(counts.held("cost-control")).isEmpty();
    }
  }

  @Test
  void replayObeysTheRecordedOrdersAndWritesNone() {
    List<RawEntry> log = new ArrayList<>();
    List<ResultEvent> once = new ArrayList<>();
    try (TopologyHarness topology = new TopologyHarness(OPERATORS)) {
      for (int minute = 0; minute < 60; minute++) {
        topology.later(MINUTE_MS);
        seq++;
        RawEntry entry =
            new RawEntry(TopologyHarness.INSTANCE, topology.timestamp(), tick(topology));
        log.add(entry);
        topology.send(entry);
        if (minute > 10 && minute < 30) {
          topology.sendOutcome("acme", Outcomes.delayed("nr", 429, 50));
        }
        log.addAll(topology.written());
      }
      once.addAll(topology.events(SAMPLE));
    }
    assertThat(log).hasSizeGreaterThan(61);
    assertThat(once).hasSizeLessThan(40);
    try (TopologyHarness replay =
        new TopologyHarness(OPERATORS, OperatorCounts.NONE, product -> product, Purpose.REPLAY)) {
      log.forEach(replay::send);
      assertThat(replay.events(SAMPLE)).isEqualTo(once);
      replay.sendOutcome("acme", Outcomes.delayed("nr", 429, 50));
      assertThat(replay.written()).isEmpty();
    }
  }

  @Test
  void orderIsSignedSoThatTheVerificationLetsItPass() {
    List<SigningKey> keys =
        List.of(new SigningKey("acme", "1", Secret.of("a secret of the tenant ".repeat(3))));
    try (TopologyHarness topology =
        new TopologyHarness(
            "",
            OperatorCounts.NONE,
            product -> product,
            Purpose.PRODUCTION,
            new RecordPolicy(SkippedRecords.NONE, new SigningConfig(false, keys)))) {
      topology.sendOutcome("acme", Outcomes.delayed("nr", 429, 50));
      assertThat(topology.written())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.key()).isEqualTo("acme");
                assertThat(entry.headers()).isNotEmpty();
                Command command =
                    new AvroDeserializer<Command>(new BundledSchemaRegistry())
                        .deserialize("dbintel.raw", entry.value());
                assertThat(command.getKind()).isEqualTo(CommandKind.EXPORT_FEEDBACK);
              });
      assertThat(topology.deadLetters()).isEmpty();
    }
  }

  @Test
  void rowsThatLoseTheirNamesAreInTheRemainder() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness topology = new TopologyHarness("", counts)) {
      topology.send(full(1, 100, row(1, 1), row(2, 1)));
      topology.send(feedback(2, 0));
      topology.send(full(2, 110, row(1, 6), row(2, 9)));
      assertThat(topology.events("db.server.top_query"))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getAttributes())
                      .containsEntry("dbintel.remainder.statements", 2L)
                      .containsEntry("postgresql.calls", 13L));
      assertThat(counts.held("fast-statements")).containsEntry("export_feedback", 2L).hasSize(1);
    }
  }

  private static Command feedback(int rate, int cardinality) {
    return new Command(
        "feedback-" + rate + "-" + cardinality,
        CommandKind.EXPORT_FEEDBACK,
        "export-errors",
        0L,
        Map.of(
            "rate",
            Integer.toString(rate),
            "cardinality",
            Integer.toString(cardinality),
            "order",
            "1"));
  }

  private static Command report(String id, String limit) {
    return new Command(
        id,
        CommandKind.NR_INTEGRATION_ERROR,
        "exporter",
        0L,
        Map.of(
            "category", "RateLimit",
            "new_relic_feature", "Metrics",
            "rate_limit_type", limit,
            "count", "5"));
  }

  private void ticks(TopologyHarness topology, int count) {
    for (int i = 0; i < count; i++) {
      topology.later(1_000);
      seq++;
      topology.sendBytes(TopologyHarness.INSTANCE, tick(topology));
      topology.sendBytes(OTHER, tick(topology));
    }
  }

  private byte[] tick(TopologyHarness topology) {
    return topology.bytes(
        RawRecords.tick("agent", seq, 100 + seq, RawRecords.session("4711", 100 + seq)));
  }

  private static List<String> scans(TopologyHarness topology) {
    return topology.metrics().stream()
        .flatMap(result -> result.getMetrics().stream())
        .filter(metric -> metric.getName().equals("postgresql.sequential_scans"))
        .flatMap(metric -> metric.getPoints().stream())
        .map(
            point ->
                point.getAttributes().getOrDefault("postgresql.table.name", "sum")
                    + " "
                    + point.getLongValue())
        .toList();
  }

  private static List<ResultEvent> named(List<ResultEvent> events, String name) {
    return events.stream().filter(event -> event.getEventName().equals(name)).toList();
  }

  private static String tenant(ResultEvent event) {
    return event.getResource().getTenant();
  }
}
