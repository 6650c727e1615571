package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.Increments;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody can process, or would grow without end, stops nothing and is told. */
class RefusedRecordsInTopologyTest {
  private static final byte[] UNKNOWN_SCHEMA = {0, (byte) 0x80, 0, 0, 1};
  private static final long HOUR_MS = 3_600_000;

  private final CountingOperators counts = new CountingOperators();
  private final TopologyHarness topology =
      new TopologyHarness(
          "{bounds: {maxInstances: 2, maxTenants: 1, maxStatements: 100, maxTexts: 100}}", counts);

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void fiveBytesWithAnUnknownSchemaOfTheBundleAreADeadLetter() {
    topology.sendBytes("acme/orders", UNKNOWN_SCHEMA);
    topology.send("acme/orders", full(1, 100, row(1, 5)));

    assertThat(topology.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("unknown_schema");
              assertThat(letter.getMessage()).contains("0x80000001");
              assertThat(letter.getPayload()).isNull();
            });
    assertThat(topology.statementRows()).isOne();
  }

  @Test
  void manyBadRowsOfAChunkAreOneDeadLetter() {
    StatementRow[] rows = new StatementRow[4_096];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i, i % 2 == 0 ? List.of(1L) : List.of(1L, -1L, 1L));
      if (i == 7) {
        rows[i].setKey(ByteBuffer.allocate(3));
      }
    }
    topology.send(full(1, 100, rows));

    List<DeadLetter> letters = topology.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).getMessage())
        .startsWith("4096 rows: rows 0, 2, 4, 6, 8, 2043 more: has 1 values; expected 3")
        .contains("rows 1, 3, 5, 9, 11, 2042 more: rows is -1")
        .contains("row 7: key has 3 bytes");
    topology.later(HOUR_MS).send(RawRecords.outcome(PollStatus.OK));
    assertThat(topology.events("dbintel.ledger"))
        .singleElement()
        .satisfies(
            ledger ->
                assertThat(ledger.getAttributes())
                    .containsEntry("dbintel.ledger.records.rejected", 4_096L));
  }

  @Test
  void aKeyThatIsNoneDoesNotGrowTheDeadLetter() {
    topology.sendBytes("x".repeat(1_900_000), topology.bytes(full(1, 100)));
    assertThat(topology.bytesOf("dbintel.dead-letters"))
        .singleElement()
        .satisfies(letter -> assertThat(letter).hasSizeLessThan(2_000));
  }

  @Test
  void whatIsNotUsageDoesNotStopTheSums() {
    topology.sendUsageBytes("acme", UNKNOWN_SCHEMA);
    topology.sendUsageBytes("acme", "no usage".getBytes(StandardCharsets.UTF_8));
    topology.sendUsageBytes("acme", topology.bytes(usage("zenith/other", 5, 1)));
    topology.sendUsageBytes("acme", topology.bytes(usage("acme/orders", -5, 1)));
    topology.sendUsageBytes("acme", topology.bytes(usage("acme/orders", Long.MAX_VALUE, 1)));
    topology.sendUsageBytes(null, topology.bytes(usage("acme/orders", 5, 1)));
    topology.sendUsageBytes("acme", topology.bytes(usage("acme/orders", 5, 7)));
    topology.sendUsageBytes("acme", topology.bytes(usage("acme/orders", 6, 1)));

    assertThat(topology.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            "unknown_schema",
            "undecodable",
            "invalid_field",
            "invalid_field",
            "invalid_field",
            "invalid_field");
    assertThat(topology.events("dbintel.tenant.usage"))
        .extracting(event -> event.getAttributes().get("dbintel.usage.raw.records"))
        .containsExactly(7L);
  }

  @Test
  void tenantsBeyondTheBoundAreNotRemembered() {
    for (String tenant : List.of("acme", "zenith", "other")) {
      topology.sendUsageBytes(tenant, topology.bytes(usage(tenant + "/orders", 5, 1)));
    }
    assertThat(topology.textKeys("tenants")).containsExactly("acme");
    assertThat(counts.held("tenants").get("too_many_tenants")).isEqualTo(2);
  }

  @Test
  void instancesBeyondTheBoundAreDeadLetters() {
    for (String instance : List.of("acme/a", "acme/b", "acme/c", "acme/d")) {
      topology.send(instance, full(1, 100, row(1, 5)));
      topology.send(instance, full(2, 110, row(1, 7)));
    }
    topology.sendBytes("acme/e", new byte[] {9});

    assertThat(topology.textKeys("instances"))
        .allMatch(key -> key.startsWith("acme/a") || key.startsWith("acme/b"));
    assertThat(topology.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            "too_many_instances",
            "too_many_instances",
            "too_many_instances",
            "too_many_instances",
            "undecodable");
  }

  @Test
  void rowsAndTextsAndGroupsBeyondTheBoundsAreCountedAndNotRemembered() {
    StatementRow[] rows = new StatementRow[150];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i, 5);
      topology.send(RawRecords.text(i, "SELECT " + i));
      topology.send(
          RawRecords.metrics(
              "a",
              i + 1,
              RawRecords.group(
                  "group" + i,
                  100 + i,
                  RawRecords.row(
                      Map.of("db.namespace", "shop"),
                      RawRecords.reading("postgresql.commits", 5L)))));
    }
    topology.send(full(1, 100, rows));
    assertThat(topology.statementRows()).isEqualTo(100);
    assertThat(topology.entries("texts")).isEqualTo(100);
    assertThat(counts.held("statement-texts").get("over_bound")).isEqualTo(50);

    topology.send(full(2, 110, Arrays.copyOfRange(rows, 90, 150)));
    assertThat(topology.statementRows()).as("what left made room").isEqualTo(60);
    topology.later(HOUR_MS).send(RawRecords.outcome(PollStatus.OK));
    assertThat(topology.events("dbintel.ledger"))
        .singleElement()
        .satisfies(
            ledger ->
                assertThat(ledger.getAttributes())
                    .containsEntry("dbintel.ledger.gaps.over_bound", 50L));
  }

  @Test
  void moreGroupsThanAServerHasAreNotRemembered() {
    for (int i = 0; i < 300; i++) {
      topology.send(
          RawRecords.metrics(
              "a",
              i + 1,
              RawRecords.group(
                  "group" + i,
                  100 + i,
                  RawRecords.row(
                      Map.of("db.namespace", "shop"),
                      RawRecords.reading("postgresql.commits", 5L)))));
    }
    assertThat(counts.held("metric-deltas").get("over_bound")).isEqualTo(300 - 256);
    assertThat(topology.instanceBytes()).isLessThan(20_000);
  }

  private static TenantUsage usage(String instance, long day, long records) {
    return Increments.usage(instance, day, records, 0, 0);
  }
}
