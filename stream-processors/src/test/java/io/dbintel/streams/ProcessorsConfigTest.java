package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorsConfigTest {

  @Test
  void everySettingReachesKafkaStreams() {
    ProcessorsConfig config =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            """
            kafka:
              bootstrapServers: "broker:9092"
              properties: {security.protocol: SSL}
            schemaRegistry: {url: "http://registry", username: u, password: p}
            streams:
              applicationId: app
              stateDir: /state
              threads: 3
              standbyReplicas: 2
              replicationFactor: 3
              commitInterval: 30ms
              linger: 0ms
              sessionTimeout: 20s
              rocksDbCache: 64MiB
              rocksDbWriteBuffers: 32MiB
            """);

    Map<String, Object> properties = StreamsProperties.of(config);
    assertThat(properties)
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("application.id", "app")
        .containsEntry("state.dir", "/state")
        .containsEntry("num.stream.threads", 3)
        .containsEntry("num.standby.replicas", 2)
        .containsEntry("replication.factor", 3)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("commit.interval.ms", 30L)
        .containsEntry("producer.linger.ms", 0L)
        .containsEntry("consumer.session.timeout.ms", 20_000)
        .containsEntry("dbintel.rocksdb.cache.bytes", 64L << 20)
        .containsEntry("dbintel.rocksdb.write.buffer.bytes", 32L << 20);
    assertThat(config.schemaRegistry().password().reveal()).isEqualTo("p");
    assertThat(config.toString()).doesNotContain("SSL");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    ProcessorsConfig.class,
                    """
                    kafka: {bootstrapServers: "b:1"}
                    streams: {rocksDbCache: 16MiB, rocksDbWriteBuffers: 32MiB}
                    operators: {selection: {top: 10, hardCap: 5}}
                    """))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rocksDbWriteBuffers")
        .hasMessageContaining("hardCap");
  }

  @Test
  void commitIntervalIsShorterThanATransactionMayTake() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    ProcessorsConfig.class,
                    "kafka: {bootstrapServers: \"b:1\"}\nstreams: {commitInterval: 10s}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("streams.commitInterval")
        .hasMessageContaining("transaction.timeout.ms");
    ProcessorsConfig longer =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            "kafka: {bootstrapServers: \"b:1\", properties: {transaction.timeout.ms: \"60000\"}}\n"
                + "streams: {commitInterval: 10s}");
    assertThat(longer.streams().commitInterval()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void settingsOfKafkaStreamsAndOfItsClientsAreKnown() {
    ConfigLoader.parse(
        ProcessorsConfig.class,
        "kafka: {bootstrapServers: \"b:1\", properties: {max.task.idle.ms: \"5\","
            + " producer.delivery.timeout.ms: \"90000\", topic.segment.bytes: \"1000000\"}}");
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    ProcessorsConfig.class,
                    "kafka: {bootstrapServers: \"b:1\", properties: {producer.delivery.timeout:"
                        + " \"90000\"}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("producer.delivery.timeout is not")
        .hasMessageContaining("did you mean delivery.timeout.ms?");
  }

  @Test
  void defaultsAreThoseOfProduction() {
    StreamsSettings streams = ProcessorsConfig.at("b:1").streams();
    assertThat(streams.standbyReplicas()).isEqualTo(1);
    assertThat(streams.sessionTimeout()).isEqualTo(Duration.ofSeconds(12));
  }
}
