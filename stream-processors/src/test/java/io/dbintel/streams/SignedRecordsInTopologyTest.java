package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.Secret;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.schemas.signing.SigningKey;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.RecordBudget;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.validation.SkippedRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody speaks for a tenant without its key. */
class SignedRecordsInTopologyTest {
  private static final SigningKey OLD = key("acme", "1");
  private static final SigningKey NEW = key("acme", "2");
  private static final SigningKey OTHER = key("zenith", "1");
  private static final String ORDERS = "acme/orders";
  private static final long DAY_MS = 86_400_000;

  private final CountingOperators counts = new CountingOperators();
  private final TopologyHarness topology =
      new TopologyHarness(
          "",
          counts,
          SignedRecordsInTopologyTest::withBudget,
          Purpose.PRODUCTION,
          new RecordPolicy(SkippedRecords.NONE, new SigningConfig(true, List.of(OLD, NEW, OTHER))));

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void whatIsNotSignedByTheTenantChangesNothing() {
    send(OLD, ORDERS, full(1, 100, row(1, 1_000_000)));
    SpecificRecord forged = full(2, 110);
    topology.send(ORDERS, forged);
    send(OTHER, ORDERS, forged);
    byte[] value = topology.bytes(forged);
    Headers headers = signed(OLD, ORDERS, topology.timestamp(), topology.bytes(full(2, 120)));
    topology.sendBytes(ORDERS, value, headers, topology.timestamp());
    Headers moved = signed(OLD, ORDERS, topology.timestamp(), value);
    topology.sendBytes(ORDERS, value, moved, topology.timestamp() + 100 * DAY_MS);
    topology.sendBytes("acme/billing", value, moved, topology.timestamp());
    send(NEW, ORDERS, full(2, 120, row(1, 1_000_001)));

    assertThat(topology.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            "unsigned", "unknown_signing_key", "bad_signature", "bad_signature", "bad_signature");
    assertThat(topology.events("db.server.top_query"))
        .singleElement()
        .satisfies(
            event -> assertThat(event.getAttributes()).containsEntry("postgresql.calls", 1L));
    assertThat(topology.textKeys("instances")).allMatch(key -> key.startsWith(ORDERS));
    assertThat(counts.held("validation").get("bad_signature")).isEqualTo(3);
  }

  @Test
  void whatTheProcessorsAnswerIsSigned() {
    for (int i = 0; i < 8; i++) {
      topology.later(i < 6 ? 1_000 : DAY_MS);
      send(OLD, ORDERS, RawRecords.outcome(PollStatus.OK));
    }
    List<TopologyHarness.RawEntry> written = topology.written();
    assertThat(written).isNotEmpty();
    written.forEach(topology::send);

    assertThat(topology.deadLetters()).isEmpty();
    assertThat(topology.keysOf("dbintel.control")).containsOnly(ORDERS);
  }

  private void send(SigningKey key, String instance, SpecificRecord record) {
    byte[] value = topology.bytes(record);
    long at = topology.timestamp();
    topology.sendBytes(instance, value, signed(key, instance, at, value), at);
  }

  /** Signs as someone who has a key and uses it for whatever record. */
  private static Headers signed(SigningKey key, String recordKey, long timestamp, byte[] value) {
    Headers headers = new RecordHeaders();
    String tenant = recordKey.substring(0, recordKey.indexOf('/'));
    SigningKey used = new SigningKey(tenant, key.tenant() + key.id(), key.secret());
    String id = key.tenant().equals(tenant) ? key.id() : used.id();
    new RecordSigner(new SigningConfig(false, List.of(new SigningKey(tenant, id, key.secret()))))
        .sign(headers, recordKey, timestamp, value);
    return headers;
  }

  private static SigningKey key(String tenant, String id) {
    return new SigningKey(tenant, id, Secret.of(("secret of " + tenant + id).repeat(3)));
  }

  private static Operators withBudget(Operators product) {
    List<TenantOperator<TenantUsage, ?>> tenant = new ArrayList<>(product.tenant());
    tenant.add(new RecordBudget(5));
    return new Operators(
        product.instance(),
        product.keyed(),
        product.statement(),
        product.texts(),
        tenant,
        product.export());
  }
}
