package io.dbintel.benchmarks.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.metrics.Telemetry;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.StreamsProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * One topology in a JVM of its own. Arguments: its name, the broker, the number of partitions, a
 * folder for its state. Requests: {@code drain} waits until everything in its topic is processed
 * and committed; {@code pause} and {@code resume} do what they say; {@code measure} resumes,
 * drains, pauses and answers with a {@link Measurement} as JSON; {@code profile} does the same with
 * the flight recorder on and answers with a {@link StageProfile} as JSON.
 */
public final class TopologyProgram {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final String application;
  private final Map<TopicPartition, OffsetSpec> input;
  private final Admin admin;
  private final KafkaStreams streams;
  private final RowCounts counts;

  private TopologyProgram(
      String application,
      Map<TopicPartition, OffsetSpec> input,
      Admin admin,
      KafkaStreams streams,
      RowCounts counts) {
    this.application = application;
    this.input = input;
    this.admin = admin;
    this.streams = streams;
    this.counts = counts;
  }

  /** Runs until standard input ends; exit code 1 when the topology fails. */
  public static void main(String[] arguments) throws IOException {
    MeasuredTopology topology = MeasuredTopology.valueOf(arguments[0]);
    String application = "bench-" + topology.label();
    ProcessorsConfig config = config(application, arguments[1], arguments[3]);
    StreamsConfig settings = new StreamsConfig(TimedProcessors.in(StreamsProperties.of(config)));
    RowCounts counts = new RowCounts();
    try (Telemetry telemetry = Telemetry.create(application);
        Admin admin = Admin.create(config.kafka().clientSettings());
        KafkaStreams streams =
            new KafkaStreams(topology.build(config, settings, telemetry, counts), settings)) {
      streams.setUncaughtExceptionHandler(TopologyProgram::fail);
      streams.start();
      Map<TopicPartition, OffsetSpec> input =
          IntStream.range(0, Integer.parseInt(arguments[2]))
              .mapToObj(number -> new TopicPartition(topology.inputTopic(), number))
              .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
      ChildJvm.answer(new TopologyProgram(application, input, admin, streams, counts)::answer);
    }
    System.exit(0);
  }

  private static ProcessorsConfig config(String application, String broker, String directory) {
    return ConfigLoader.parse(
        ProcessorsConfig.class,
        """
        kafka: {bootstrapServers: "%s"}
        streams: {applicationId: "%s", stateDir: "%s", standbyReplicas: 0, replicationFactor: 1}
        """
            .formatted(broker, application, directory));
  }

  private static StreamThreadExceptionResponse fail(Throwable thrown) {
    thrown.printStackTrace();
    Runtime.getRuntime().halt(1);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private String answer(String request) {
    return switch (request) {
      case "drain" -> {
        drain();
        yield "drained";
      }
      case "pause" -> {
        streams.pause();
        yield "paused";
      }
      case "resume" -> {
        streams.resume();
        yield "resumed";
      }
      case "measure" -> measure();
      case "profile" -> profile();
      default ->
          throw new IllegalArgumentException(
              "request is \"" + request + "\"; expected drain, pause, resume, measure or profile");
    };
  }

  private String measure() {
    counts.take();
    TimedProcessors.take();
    StreamThreadCost before = StreamThreadCost.now();
    long start = System.nanoTime();
    streams.resume();
    drain();
    double seconds = (System.nanoTime() - start) / 1e9;
    StreamThreadCost cost = StreamThreadCost.now().since(before);
    streams.pause();
    long resident = residentBytes();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return json(
        new Measurement(seconds, cost, counts.take(), TimedProcessors.take(), heap, resident));
  }

  private String profile() {
    StageProfile profile =
        StageProfile.of(
            () -> {
              streams.resume();
              drain();
              streams.pause();
            });
    return json(profile);
  }

  private static String json(Object answer) {
    try {
      return new ObjectMapper().writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drain() {
    try {
      while (!drained()) {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot read offsets from the broker", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the topology", e);
    }
  }

  private boolean drained() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get();
    return admin.listOffsets(input).all().get().entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata done = committed.get(end.getKey());
              return (done == null ? 0 : done.offset()) >= end.getValue().offset();
            });
  }

  private static long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "resident memory is read from /proc, which is on Linux only", e);
    }
  }
}
