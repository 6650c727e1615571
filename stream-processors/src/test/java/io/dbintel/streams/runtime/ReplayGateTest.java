package io.dbintel.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayGateTest {
  private static final TopicPartition FIRST = new TopicPartition("dbintel.raw", 0);
  private static final TopicPartition SECOND = new TopicPartition("dbintel.raw", 1);

  private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("earliest");
  private final Consumer<byte[], byte[]> gate =
      ReplayGate.before(log, Map.of(0, 5L, 1, 100L), new ReadPace(1_000_000));

  @BeforeEach
  void assign() {
    gate.assign(List.of(FIRST, SECOND));
    log.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    add(FIRST, 0, 8);
    add(SECOND, 0, 3);
  }

  @Test
  void partitionEndsWhereItWasAskedToAndTheOthersGoOn() {
    ConsumerRecords<byte[], byte[]> records = gate.poll(Duration.ZERO);
    assertThat(offsets(records, FIRST)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(offsets(records, SECOND)).containsExactly(0L, 1L, 2L);
    assertThat(records.nextOffsets().get(FIRST).offset()).isEqualTo(5);

    gate.resume(List.of(FIRST, SECOND));
    assertThat(log.paused()).containsExactly(FIRST);
    add(FIRST, 8, 9);
    add(SECOND, 3, 4);
    ConsumerRecords<byte[], byte[]> more = gate.poll(Duration.ZERO);
    assertThat(offsets(more, FIRST)).isEmpty();
    assertThat(offsets(more, SECOND)).containsExactly(3L);
  }

  @Test
  void whoGoesBackBeforeTheEndIsHandedTheRestAgain() {
    gate.poll(Duration.ZERO);
    gate.seek(FIRST, new OffsetAndMetadata(3));
    gate.pause(List.of(FIRST));
    gate.resume(List.of(FIRST));
    add(FIRST, 3, 8);

    assertThat(offsets(gate.poll(Duration.ZERO), FIRST)).containsExactly(3L, 4L);
    assertThat(log.paused()).containsExactly(FIRST);
  }

  @Test
  void paceHoldsBackWhatWasNotPaidFor() {
    ReadPace pace = new ReadPace(1_000);
    long begin = System.nanoTime();
    pace.take(50);
    pace.take(1);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private void add(TopicPartition partition, long from, long to) {
    for (long offset = from; offset < to; offset++) {
      log.addRecord(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
    }
  }

  private static List<Long> offsets(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    List<Long> offsets = new ArrayList<>();
    records.records(partition).forEach(record -> offsets.add(record.offset()));
    return offsets;
  }
}
