package io.dbintel.streams.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.streams.model.Chunks;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.records.Validated;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordValidatorTest {
  private static final String TOPIC = "dbintel.raw";
  private static final String INSTANCE = "acme/orders";

  private final SchemaRegistry registry = new BundledSchemaRegistry();
  private final RecordValidator validator =
      new RecordValidator(registry, new ValidationConfig(ByteSize.parse("64kB")));

  @Test
  void everyKindKeepsItsSize() throws InvalidRecordException {
    for (SpecificRecord record :
        new SpecificRecord[] {
          Chunks.full(1, 100, Chunks.row(1, 1)),
          RawRecords.text(1, "SELECT 1"),
          RawRecords.tick("a", 1, 100, RawRecords.session("1", 100)),
          RawRecords.metrics("a", 1, RawRecords.group("databases", 100)),
          RawRecords.outcome(PollStatus.OK),
          RawRecords.command("c1", CommandKind.FULL_POLL)
        }) {
      byte[] bytes = bytes(record);
      assertThat(validator.validate(TOPIC, INSTANCE, bytes).record().bytes())
          .isEqualTo(bytes.length);
    }
  }

  @Test
  void onlyACommandMayBeForATenant() throws InvalidRecordException {
    byte[] command = bytes(RawRecords.command("c1", CommandKind.FULL_POLL));
    assertThat(validator.validate(TOPIC, "acme", command).record())
        .isInstanceOf(Validated.Order.class);
    refused("acme", bytes(RawRecords.outcome(PollStatus.OK)), "expected tenant/name");
    refused("acme", bytes(Chunks.full(1, 100)), "expected tenant/name");
    refused("a b", command, "3 characters, is not an instance id or a tenant");
    refused(null, command, "0 characters");
  }

  @Test
  void refusesWhatDoesNotBelong() {
    refused(INSTANCE, null, "record value is null");
    refused(INSTANCE, new byte[100_000], "oversized", "100000 bytes; expected at most");
    refused(INSTANCE, new byte[] {0, 1}, "undecodable", "value of 2 bytes");
    ControlDocument document =
        new ControlDocument(1L, CircuitState.CLOSED, "", 0L, 0, 1.0, 0L, List.of(), 0L, 0L);
    refused(INSTANCE, bytes(document), "a ControlDocument does not belong in the raw topic");
    byte[] cut = Arrays.copyOf(bytes(RawRecords.outcome(PollStatus.OK)), 20);
    refused(INSTANCE, cut, "undecodable", "PollOutcome");
  }

  @Test
  void refusesTextsWhoseKeysCannotBe() {
    QueryTexts texts = RawRecords.text(1, "SELECT 1");
    texts.getTexts().get(0).setKey(ByteBuffer.allocate(3));
    refused(INSTANCE, bytes(texts), "number of bytes of a text's key is 3; expected 12");
  }

  @Test
  void refusesReadingsWithoutExactlyOneValue() {
    MetricReading none = new MetricReading("postgresql.backends", Map.of(), null, null);
    MetricReading two = new MetricReading("postgresql.backends", Map.of(), 1L, 1.0);
    refused(INSTANCE, bytes(poll(none)), "a reading has no value");
    refused(INSTANCE, bytes(poll(two)), "a reading has two values");
    MetricPoll parts = poll();
    parts.setPart(2);
    refused(INSTANCE, bytes(parts), "part is 2; expected 0 to 0");
    MetricPoll group = poll();
    group.getGroups().get(0).setGroup("a b");
    refused(INSTANCE, bytes(group), "group is a text of 3 characters");
  }

  private static MetricPoll poll(MetricReading... readings) {
    return RawRecords.metrics(
        "a", 1, RawRecords.group("databases", 100, RawRecords.row(Map.of(), readings)));
  }

  @Test
  void boundsCommands() {
    refused(INSTANCE, bytes(RawRecords.command("a b", CommandKind.FORGET)), "command_id is a text");
    Command command = RawRecords.command("c", CommandKind.FORGET);
    command.setArguments(
        IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "a" + i, i -> "x")));
    refused(INSTANCE, bytes(command), "number of arguments is 33; expected at most 32");
    command.setArguments(Map.of("why", "x".repeat(5_000)));
    refused(INSTANCE, bytes(command), "length of an argument is 5000");
  }

  private void refused(String key, byte[] value, String message) {
    refused(key, value, "invalid_field", message);
  }

  private void refused(String key, byte[] value, String reason, String message) {
    assertThatThrownBy(() -> validator.validate(TOPIC, key, value))
        .isInstanceOfSatisfying(
            InvalidRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private byte[] bytes(SpecificRecord record) {
    return new AvroSerializer<SpecificRecord>(registry).serialize(TOPIC, record);
  }
}
