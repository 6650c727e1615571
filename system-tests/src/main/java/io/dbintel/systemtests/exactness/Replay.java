package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.systemtests.exactness.ExactnessResult.ReplayResult;
import io.dbintel.systemtests.process.Distribution;
import io.dbintel.systemtests.process.ServiceConfigs;
import io.dbintel.systemtests.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Feeds a recorded raw log through the processors once more, on a cluster of its own. */
final class Replay {

  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(300);

  private final Path root;
  private final Path directory;

  /**
   * @param root root folder of the project
   * @param directory folder for this replay's logs and state
   */
  Replay(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  /** The raw log through the processors twice, with other thread counts and a kill. */
  static ReplayResult twice(RecordedLog log, Path root, Path folder) {
    try {
      return compared(
          new Replay(root, folder.resolve("replay-1")).results(log, 1, false),
          new Replay(root, folder.resolve("replay-2")).results(log, 3, true));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be used", e);
    }
  }

  private static ReplayResult compared(Map<String, ByteBuffer> one, Map<String, ByteBuffer> other) {
    long differing =
        Stream.concat(one.keySet().stream(), other.keySet().stream())
            .distinct()
            .filter(id -> !Objects.equals(one.get(id), other.get(id)))
            .count();
    return new ReplayResult(one.size(), Math.toIntExact(differing));
  }

  /**
   * Results by record id, byte for byte.
   *
   * @param threads stream threads
   * @param killed whether the processors are killed and started again on the way
   */
  Map<String, ByteBuffer> results(RecordedLog log, int threads, boolean killed) throws IOException {
    Files.createDirectories(directory);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicProvisioner(admin).createMissing(PARTITIONS, (short) 1);
      log.writeTo(kafka.bootstrapServers());
      ServiceConfigs configs = new ServiceConfigs(directory, kafka.bootstrapServers());
      try (ServiceProcess processors =
              new ServiceProcess(
                  "processors",
                  Distribution.PROCESSORS.command(root, configs.samplingProcessors(threads)),
                  directory);
          FullPolls progress = new FullPolls(kafka.bootstrapServers())) {
        processors.start();
        if (killed) {
          await(processors, () -> progress.isBegun(Rig.PROCESSORS_GROUP, log.rawEnds()));
          processors.kill();
          processors.start();
        }
        await(processors, () -> progress.isWorkedOff(Rig.PROCESSORS_GROUP, log.rawEnds()));
        processors.stop();
      }
      return results(kafka.bootstrapServers());
    }
  }

  /** Results that stand in the result topics of a cluster. */
  static Map<String, ByteBuffer> results(String bootstrapServers) {
    AvroDeserializer<SpecificRecord> decoder = new AvroDeserializer<>(new BundledSchemaRegistry());
    Map<String, ByteBuffer> results = new HashMap<>();
    RecordedLog log =
        RecordedLog.read(
            bootstrapServers, TopicCatalogue.EVENTS.name(), TopicCatalogue.METRICS.name());
    for (ConsumerRecord<byte[], byte[]> record : log.records()) {
      SpecificRecord result = decoder.deserialize(record.topic(), record.value());
      String id =
          result instanceof ResultEvent event
              ? event.getRecordId()
              : ((ResultMetrics) result).getRecordId();
      if (results.put(id, ByteBuffer.wrap(record.value())) != null) {
        throw new IllegalStateException("result record " + id + " is duplicated in its topic");
      }
    }
    return results;
  }

  private static void await(ServiceProcess process, java.util.function.BooleanSupplier done) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      process.requireAlive();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the replay was not worked off within " + PATIENCE);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
