package io.dbintel.streams.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.model.Chunks;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.validation.Validation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordVerifierTest {
  private static final String INSTANCE = "acme/orders";
  private static final String MAIL = "jane.roe@corp.example.org";

  private final CountingOperators counts = new CountingOperators();
  private final RecordVerifier verifier =
      new RecordVerifier(TextVerifier.of(PiiConfig.defaults()), counts);

  @Test
  void namesOfDatabasesAndUsersAreVerifiedAndCountedEveryTime() throws Exception {
    StatementPollChunk chunk = Chunks.full(1, 100, Chunks.row(1, 1));
    chunk.setDatabases(List.of("shop", MAIL));
    chunk.setUsers(List.of(MAIL));
    for (int i = 0; i < 2; i++) {
      VerifiedRecord.Statements verified =
          (VerifiedRecord.Statements) verifier.verify(INSTANCE, Validation.of(chunk));
      assertThat(verified.databases().get(0)).hasToString("shop");
      assertThat(verified.databases().get(1).toString()).doesNotContain("jane");
      assertThat(verified.users().get(0).toString()).doesNotContain("jane");
      assertThat(verified.detections().values().stream().mapToInt(Integer::intValue).sum())
          .isEqualTo(2);
      assertThat(verified.database(verified.rows().get(0))).hasToString("shop");
    }
  }

  @Test
  void sessionKeepsIdentifiersAndLosesPrivateValues() {
    Session session = RawRecords.session("4111111111111111", 100);
    session.setUser(MAIL);
    session.setState(MAIL);
    session.setQueryId("say \"" + MAIL + "\"");
    session.setCommentTags(Map.of("route", "checkout", "password", "hunter2"));
    VerifiedRecord.Sessions verified =
        (VerifiedRecord.Sessions)
            verifier.verify(
                INSTANCE, new Validated.Sessions(9, RawRecords.tick("a", 1, 100, session)));

    assertThat(verified.bytes()).isEqualTo(9);
    var snapshot = verified.sessions().get(0);
    assertThat(snapshot.sessionId()).isEqualTo("4111111111111111");
    assertThat(snapshot.clientAddress()).hasToString("10.0.0.7");
    assertThat(snapshot.transactionId()).isEqualTo("991");
    assertThat(snapshot.blockingSessionIds()).containsExactly("12", "13");
    assertThat(snapshot.text().text()).hasToString("UPDATE accounts SET note = ?");
    assertThat(snapshot.text().summary()).hasToString("UPDATE accounts");
    assertThat(snapshot.commentTags().get("route")).hasToString("checkout");
    assertThat(snapshot.toString()).doesNotContain("jane", "hunter2", "secret");
    assertThat(verified.detections()).isNotEmpty();
  }

  @Test
  void metricThatTheCatalogueDoesNotListIsRefusedByName() {
    MetricRow row =
        new MetricRow(
            Map.of("db.namespace", MAIL, "color", "blue"),
            7L,
            List.of(
                new MetricReading("postgresql.commits", Map.of(), 5L, null),
                new MetricReading("postgresql.commitz", Map.of(), 5L, null),
                new MetricReading(MAIL, Map.of(), 5L, null)),
            16_384L);
    VerifiedRecord.Metrics verified =
        (VerifiedRecord.Metrics)
            verifier.verify(
                INSTANCE,
                new Validated.Metrics(
                    1, RawRecords.metrics("a", 1, RawRecords.group("databases", 100, row))));

    var readings = verified.groups().get(0).readings();
    assertThat(readings).hasSize(1);
    assertThat(readings.get(0).metric().name()).isEqualTo("postgresql.commits");
    assertThat(readings.get(0).row().countersSince()).isEqualTo(7);
    assertThat(readings.get(0).row().objectId()).isEqualTo(16_384);
    assertThat(readings.get(0).attributes()).containsOnlyKeys("db.namespace");
    assertThat(readings.get(0).attributes().toString()).doesNotContain("jane");
    assertThat(verified.refused()).containsEntry("postgresql.commitz", 1).containsEntry("color", 1);
    assertThat(verified.refused().toString()).doesNotContain("jane");
    assertThat(counts.held("verification"))
        .containsEntry("unlisted_metric", 2L)
        .containsEntry("unlisted_attribute", 1L);
  }

  @Test
  void integerOfAMetricThatIsNotOneBecomesADouble() {
    VerifiedRecord.Metrics verified =
        (VerifiedRecord.Metrics)
            verifier.verify(
                INSTANCE,
                new Validated.Metrics(
                    1,
                    RawRecords.metricsOf(
                        "toy",
                        "a",
                        1,
                        RawRecords.group(
                            "body",
                            100,
                            RawRecords.row(Map.of(), RawRecords.reading("toy.heat", 5L))))));
    assertThat(verified.groups().get(0).readings().get(0).longValue()).isNull();
    assertThat(verified.groups().get(0).readings().get(0).doubleValue()).isEqualTo(5.0);
  }

  @Test
  void outcomeTravelsWhole() {
    PollOutcome outcome = RawRecords.outcome(PollStatus.FAILED);
    outcome.setReason("28P01");
    outcome.setDurationNs(1_234L);
    outcome.setRows(5);
    outcome.setBytes(67);
    outcome.setClockSkewUs(-8L);
    VerifiedRecord.Outcome verified =
        (VerifiedRecord.Outcome) verifier.verify(INSTANCE, new Validated.Outcome(3, outcome));

    assertThat(verified.source().system()).isEqualTo("postgresql");
    assertThat(verified.source().serverAddress()).hasToString("db.example");
    assertThat(verified.collector()).hasToString("statements");
    assertThat(verified.reason()).hasToString("28P01");
    assertThat(verified.durationNanos()).isEqualTo(1_234);
    assertThat(verified.rows()).isEqualTo(5);
    assertThat(verified.published()).isEqualTo(67);
    assertThat(verified.clockSkewMicros()).isEqualTo(-8);
  }

  @Test
  void textsAreReadInTheirLanguageAndKeyed() {
    QueryTexts texts = RawRecords.text(7, "SELECT * FROM orders WHERE id = 'x'");
    VerifiedRecord.Texts verified =
        (VerifiedRecord.Texts) verifier.verify(INSTANCE, new Validated.Texts(1, texts));
    assertThat(verified.texts().get(0).key()).hasSize(16 + 12);
    assertThat(verified.texts().get(0).text().text())
        .hasToString("SELECT * FROM orders WHERE id = ?");
    assertThat(verified.texts().get(0).text().summary()).hasToString("SELECT orders");

    texts.setLanguage("klingon");
    VerifiedRecord.Texts unknown =
        (VerifiedRecord.Texts) verifier.verify(INSTANCE, new Validated.Texts(1, texts));
    assertThat(unknown.texts().get(0).text().text().toString()).doesNotContain("'x'");
  }

  @Test
  void commandKeepsItsArgumentsWithoutPrivateValues() {
    Command command = RawRecords.command("c1", CommandKind.FULL_POLL);
    command.setAuthor(MAIL);
    command.setArguments(Map.of("limit", "5", "note", MAIL));
    VerifiedRecord.Order verified =
        (VerifiedRecord.Order) verifier.verify("acme", new Validated.Order(1, command));
    assertThat(verified.commandId()).isEqualTo("c1");
    assertThat(verified.arguments().get("limit")).hasToString("5");
    assertThat(verified.toString()).doesNotContain("jane");
  }

  @Test
  void rejectionKeepsItsSize() {
    assertThat(verifier.verify(INSTANCE, new Validated.Rejected(5, "undecodable", 1)))
        .isEqualTo(new VerifiedRecord.Rejected(5, "undecodable", 1));
  }
}
