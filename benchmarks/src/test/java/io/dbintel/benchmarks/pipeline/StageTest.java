package io.dbintel.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.benchmarks.pipeline.Stage.Frame;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.streams.operators.sampler.AdaptiveSampler;
import io.dbintel.streams.processors.InstanceProcessor;
import java.util.List;
import org.apache.kafka.streams.processor.internals.SinkNode;
import org.apache.kafka.streams.state.internals.ChangeLoggingKeyValueBytesStore;
import org.apache.kafka.streams.state.internals.MeteredKeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.junit.jupiter.api.Test;

class StageTest {

  private static Frame frame(Class<?> type, String method) {
    return new Frame(type.getName(), method);
  }

  /** Names of classes as they are, so that a renamed one does not end up in "other". */
  @Test
  void innermostKnownFrameDecides() {
    Frame operators = frame(InstanceProcessor.class, "process");
    Frame produce = new Frame("org.apache.kafka.clients.producer.KafkaProducer", "doSend");
    Frame put = frame(MeteredKeyValueStore.class, "put");

    assertThat(Stage.of(List.of(new Frame("java.util.HashMap", "put"), operators)))
        .isEqualTo(Stage.OPERATORS);
    assertThat(
            Stage.of(
                List.of(
                    produce, frame(ChangeLoggingKeyValueBytesStore.class, "put"), put, operators)))
        .isEqualTo(Stage.CHANGELOG);
    assertThat(
            Stage.of(
                List.of(
                    new Frame("org.rocksdb.RocksDB", "put"),
                    frame(RocksDBStore.class, "put"),
                    frame(ChangeLoggingKeyValueBytesStore.class, "put"),
                    put)))
        .isEqualTo(Stage.WRITE);
    assertThat(Stage.of(List.of(produce, frame(SinkNode.class, "process"), operators)))
        .isEqualTo(Stage.PRODUCE);
    assertThat(
            Stage.of(
                List.of(
                    frame(AvroSerializer.class, "serialize"),
                    produce,
                    frame(SinkNode.class, "process"))))
        .isEqualTo(Stage.RESULTS);
    assertThat(Stage.of(List.of(new Frame("java.lang.Thread", "run")))).isEqualTo(Stage.OTHER);
  }

  @Test
  void operatorsAreToldApartByTheirPackage() {
    Frame around = frame(InstanceProcessor.class, "process");
    Frame sampler = frame(AdaptiveSampler.class, "decide");
    assertThat(Stage.operator(List.of(new Frame("java.util.HashMap", "put"), sampler, around)))
        .isEqualTo("sampler");
    assertThat(Stage.operator(List.of(around))).isEqualTo(Stage.NO_OPERATOR);
  }
}
