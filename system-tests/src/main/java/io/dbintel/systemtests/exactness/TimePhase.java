package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.embedded.ReceivedLog;
import io.dbintel.embedded.ReceivedPoint;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.systemtests.process.Distribution;
import io.dbintel.systemtests.process.ServiceConfigs;
import io.dbintel.systemtests.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Time is a parameter: the recorded log told by three instances at other times, in one partition
 * and through one start of the processors and the exporter. The one ahead comes first, so that the
 * stream's clock is years ahead when the others are read.
 */
final class TimePhase {

  private static final String AGED = "proof/aged";
  private static final String LATE = "proof/late";
  private static final String AHEAD = "proof/ahead";
  private static final Duration AGE = Duration.ofDays(400);
  private static final Duration OUTAGE = Duration.ofDays(-3);
  private static final Duration YEARS = Duration.ofDays(5 * 365);

  /** Results are of today, or days or years away: the window's exact limits do not matter. */
  private static final Duration A_DAY = Duration.ofHours(20);

  private static final int PARTITIONS = 4;
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Path root;
  private final Path directory;

  /**
   * @param root root folder of the project
   * @param directory folder for logs, state and the archive
   */
  TimePhase(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  /**
   * @param log the raw log
   * @param instance instance that was recorded
   * @param told what was told of it
   * @param userid role of the workload
   */
  TimeResult run(RecordedLog log, String instance, Told told, long userid) {
    try {
      Files.createDirectories(directory);
      return told(log, instance, told, userid);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + directory + " cannot be used", e);
    }
  }

  private TimeResult told(RecordedLog log, String instance, Told told, long userid)
      throws IOException {
    Path archive = directory.resolve("archive");
    RecordedLog shifted = shifted(log, instance);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
        OtlpReceiver receiver = OtlpReceiver.start()) {
      prepare(kafka.bootstrapServers());
      shifted.writeTo(kafka.bootstrapServers());
      ServiceConfigs configs = new ServiceConfigs(directory, kafka.bootstrapServers());
      try (ServiceProcess processors =
              new ServiceProcess(
                  "processors",
                  Distribution.PROCESSORS.command(root, configs.processors(1)),
                  directory);
          ServiceProcess exporter =
              new ServiceProcess(
                  "exporter",
                  Distribution.EXPORTER.command(
                      root, configs.exporter(receiver.endpoint(), archive)),
                  directory);
          FullPolls progress = new FullPolls(kafka.bootstrapServers())) {
        processors.start();
        exporter.start();
        Rig.await(
            "the processors to work off the shifted log",
            () -> progress.isWorkedOff(Rig.PROCESSORS_GROUP, shifted.rawEnds()),
            processors,
            exporter);
        awaitQuiet(receiver, archive);
        processors.stop();
        exporter.stop();
      }
      return compare(
          told, userid, receiver, ArchivedResults.read(archive), kafka.bootstrapServers());
    }
  }

  private static RecordedLog shifted(RecordedLog log, String instance) {
    ShiftedLog source = new ShiftedLog(log, instance);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    log.records().stream()
        .filter(record -> record.topic().equals(TopicCatalogue.SCHEMAS.name()))
        .forEach(records::add);
    records.addAll(source.moved(AHEAD, YEARS));
    records.addAll(source.aged(AGED, AGE));
    records.addAll(source.moved(LATE, OUTAGE));
    return new RecordedLog(records);
  }

  /** A broker refuses what is more than an hour ahead unless told otherwise. */
  private static void prepare(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicProvisioner(admin).createMissing(PARTITIONS, (short) 1);
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.BROKER, ""),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry(
                              "log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker cannot be told to accept any timestamp", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while preparing the broker", e);
    }
  }

  private static void awaitQuiet(OtlpReceiver receiver, Path archive) throws IOException {
    long before = -1;
    long now = 0;
    while (now != before) {
      before = now;
      LockSupport.parkNanos(QUIET.toNanos());
      now = receiver.logRecordCount() + receiver.metricPointCount() + bytes(archive);
    }
  }

  private static long bytes(Path archive) throws IOException {
    if (!Files.isDirectory(archive)) {
      return 0;
    }
    long bytes = 0;
    try (var files = Files.list(archive)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static TimeResult compare(
      Told told,
      long userid,
      OtlpReceiver receiver,
      ArchivedResults archived,
      String bootstrapServers) {
    Told aged = Told.of(receiver.logRecords(), receiver.metricPoints(), AGED, userid);
    long sent = outside(receiver.logRecords(), receiver.metricPoints());
    return new TimeResult(
        told.statements().size() + told.metrics().size() + 1,
        told.differing(aged),
        told.differing(Told.of(archived.logs(), archived.points(), LATE, userid)),
        told.differing(Told.of(archived.logs(), archived.points(), AHEAD, userid)),
        told.differing(Told.of(archived.logs(), archived.points(), AGED, userid)),
        sent,
        outside(archived.logs(), archived.points()),
        counted(bootstrapServers));
  }

  /** Results with a timestamp that the destination does not take, by its default window. */
  private static long outside(List<ReceivedLog> logs, List<ReceivedPoint> points) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return LongStream.concat(
            logs.stream().mapToLong(ReceivedLog::timeUnixNano),
            points.stream().mapToLong(ReceivedPoint::timeUnixNano))
        .filter(time -> Math.abs(now - time) > A_DAY.toNanos())
        .count();
  }

  private static long counted(String bootstrapServers) {
    AvroDeserializer<SpecificRecord> decoder = new AvroDeserializer<>(new BundledSchemaRegistry());
    long counted = 0;
    for (ConsumerRecord<byte[], byte[]> record :
        RecordedLog.read(bootstrapServers, TopicCatalogue.EXPORT_OUTCOMES.name()).records()) {
      ExportOutcome outcome = (ExportOutcome) decoder.deserialize(record.topic(), record.value());
      if (outcome.getSink().equals("otlp") && outcome.getStatus() == ExportStatus.EXPIRED) {
        counted += outcome.getItems();
      }
    }
    return counted;
  }
}
