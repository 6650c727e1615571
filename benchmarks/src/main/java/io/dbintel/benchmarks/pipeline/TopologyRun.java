package io.dbintel.benchmarks.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One topology in its own process, with its load: warmed up and paused, then measured in rounds, so
 * that topologies can take turns and other load on the machine affects them equally.
 */
final class TopologyRun implements AutoCloseable {

  private static final Duration PACED = Duration.ofSeconds(15);
  private static final Duration PACED_WARM_UP = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As in production, except for the heap, which is half of the memory there, and the profile. */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx1g",
          // small buffers, so that the profile sees many allocations
          "-XX:TLABSize=64k",
          "-XX:-ResizeTLAB",
          "-XX:FlightRecorderOptions=stackdepth=128",
          "-Xlog:jfr*=error",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dlogback.configurationFile=dbintel-logback.xml",
          "-Ddbintel.log.level=warn",
          "-Ddbintel.log.kafka.level=error");

  private final MeasuredTopology topology;
  private final LoadShape shape;
  private final String bootstrapServers;
  private final LoadGenerator load;
  private final LoadWriter writer;
  private final ChildJvm process;
  private Figures figures;

  /**
   * @param partitions of the topics
   * @param directory for state; topologies get a folder of their own in it
   */
  TopologyRun(
      MeasuredTopology topology,
      LoadShape shape,
      String bootstrapServers,
      int partitions,
      Path directory)
      throws IOException {
    this.topology = topology;
    this.shape = shape;
    this.bootstrapServers = bootstrapServers;
    long start = System.currentTimeMillis() * 1_000 - shape.bulkMicros();
    this.load = new LoadGenerator(shape, start);
    this.writer = new LoadWriter(bootstrapServers, topology);
    this.process =
        ChildJvm.start(
            TopologyProgram.class,
            classPath(),
            FLAGS,
            List.of(
                topology.name(),
                bootstrapServers,
                Integer.toString(partitions),
                directory.resolve(topology.label()).toString()));
    this.figures = Figures.none(topology);
  }

  /** The libraries that the processors ship with, which differ from those of other benchmarks. */
  private static String classPath() {
    Path root = Path.of(System.getProperty("dbintel.root", ".")).toAbsolutePath();
    String benchmarks =
        TopologyProgram.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return root.resolve("stream-processors/target/stream-processors/lib") + "/*:" + benchmarks;
  }

  /** Processes the baselines of all instances and more, and pauses. */
  void warmUp() throws IOException {
    load.baseline(writer::write);
    load.rows(shape.warmUpRows(), writer::write);
    writer.flush();
    process.ask("drain");
    process.ask("pause");
  }

  /** Writes so many rows, measures their processing, and pauses again. */
  void measure(long atLeast) throws IOException {
    long records = writer.records();
    long rows = load.rows(atLeast, writer::write);
    writer.flush();
    Measurement measured = JSON.readValue(process.ask("measure"), Measurement.class);
    figures = figures.plus(rows, writer.records() - records, measured);
  }

  /** Writes so many rows and takes a profile of their processing, which is not measured. */
  void profile(long atLeast) throws IOException {
    load.rows(atLeast, writer::write);
    writer.flush();
    figures = figures.with(JSON.readValue(process.ask("profile"), StageProfile.class));
  }

  /**
   * Sends polls at {@code rate} rows a second, each poll at once, as agents do, and takes the time
   * from append to result.
   */
  void measureLatency(int rate) throws IOException, InterruptedException {
    process.ask("resume");
    try (LatencyProbe probe = new LatencyProbe(bootstrapServers)) {
      long start = System.nanoTime();
      long rows = 0;
      boolean counted = false;
      for (long elapsed = 0; elapsed < PACED.toNanos(); elapsed = System.nanoTime() - start) {
        if (!counted && elapsed > PACED_WARM_UP.toNanos()) {
          probe.countFromNow();
          counted = true;
        }
        long now = System.currentTimeMillis() * 1_000;
        rows += load.nextPoll(now, LoadShape.POLL_MICROS, writer::writeNow);
        long due = start + TimeUnit.SECONDS.toNanos(rows) / rate;
        LockSupport.parkNanos(due - System.nanoTime());
      }
      writer.flush();
      process.ask("drain");
      figures = figures.with(probe.finish());
    }
  }

  MeasuredTopology topology() {
    return topology;
  }

  Figures figures() {
    return figures;
  }

  @Override
  public void close() throws IOException {
    writer.close();
    process.close();
  }
}
