package io.dbintel.systemtests.exactness;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Raw logs of an instance, made by hand. */
final class RawLogs {

  static final String INSTANCE = "proof/shop";

  private final AvroSerializer<SpecificRecord> encoder =
      new AvroSerializer<>(new BundledSchemaRegistry());
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  /** A tick of an agent that ticks every second, at a time of both clocks. */
  RawLogs tick(String agent, long seq, long millis, int sessions) {
    return add(
        millis,
        SessionTick.newBuilder()
            .setSystem("postgresql")
            .setIncarnation(agent)
            .setServerAddress("db")
            .setServerPort(5432)
            .setSeq(seq)
            .setIntervalMs(1_000)
            .setReadTime(millis * 1_000)
            .setSessionsTotal(sessions)
            .setOmitted(0)
            .setLanguage("postgresql")
            .setNormalizerVersion(1)
            .setSessions(IntStream.range(0, sessions).mapToObj(RawLogs::session).toList())
            .build());
  }

  private static Session session(int number) {
    return Session.newBuilder()
        .setSessionId("" + number)
        .setSessionStart(1)
        .setSessionType("client backend")
        .setActive(true)
        .setQueryTruncated(false)
        .setBlockingSessionIds(List.of())
        .setCommentTags(Map.of())
        .build();
  }

  /** A poll of the commits of a database. */
  RawLogs commits(long seq, long micros, String database, long object, long since, long value) {
    MetricReading reading = new MetricReading("postgresql.commits", Map.of(), value, null);
    MetricRow row =
        new MetricRow(Map.of("db.namespace", database), since, List.of(reading), object);
    return add(
        micros / 1_000,
        MetricPoll.newBuilder()
            .setSystem("postgresql")
            .setIncarnation("a")
            .setServerAddress("db")
            .setServerPort(5432)
            .setSeq(seq)
            .setEpoch(new CounterEpoch("server", 1L, 1L))
            .setRole(ServerRole.PRIMARY)
            .setGroups(List.of(new MetricGroup("databases", micros - 1, micros, List.of(row))))
            .build());
  }

  private RawLogs add(long millis, SpecificRecord value) {
    String topic = TopicCatalogue.RAW.name();
    byte[] key = INSTANCE.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = encoder.serialize(topic, value);
    records.add(
        new ConsumerRecord<>(
            topic,
            0,
            records.size(),
            millis,
            TimestampType.CREATE_TIME,
            key.length,
            bytes.length,
            key,
            bytes,
            new RecordHeaders(),
            Optional.empty()));
    return this;
  }

  RecordedLog log() {
    return new RecordedLog(records);
  }
}
