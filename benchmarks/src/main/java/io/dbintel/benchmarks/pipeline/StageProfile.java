package io.dbintel.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the stream threads spent their time and what they allocated, by {@link Stage}, as a flight
 * recording shows it.
 *
 * <p>The recorder samples every thread that runs Java code at each tick, but only one of those in
 * native code, in turn. So a native sample counts for as many ticks as a turn takes: the number of
 * all native samples over those of the thread with most of them, which, like every thread that
 * waits for the network, is always in native code.
 *
 * <p>An allocation is seen when it takes a new buffer of the thread, and stands for the whole
 * buffer: so the buffers are kept small.
 *
 * @param time ticks by stage
 * @param bytes allocated by stage, estimated from samples
 * @param operators ticks of {@link Stage#OPERATORS} by the package of the operator
 */
record StageProfile(
    Map<Stage, Double> time, Map<Stage, Long> bytes, SortedMap<String, Double> operators) {

  private static final Duration TICK = Duration.ofMillis(10);
  private static final List<String> WAITING = List.of("epollWait", "wait", "park", "poll");

  /** Profiles what is done while {@code work} runs. */
  static StageProfile of(Runnable work) {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(TICK);
      recording.enable("jdk.NativeMethodSample").withPeriod(TICK);
      recording.enable("jdk.ObjectAllocationInNewTLAB");
      recording.enable("jdk.ObjectAllocationOutsideTLAB");
      recording.start();
      work.run();
      recording.stop();
      Path file = Files.createTempFile("dbintel-bench", ".jfr");
      try {
        recording.dump(file);
        return of(RecordingFile.readAllEvents(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the flight recording could not be written and read", e);
    }
  }

  private static StageProfile of(List<RecordedEvent> events) {
    Map<Stage, Double> time = new EnumMap<>(Stage.class);
    Map<Stage, Double> natives = new EnumMap<>(Stage.class);
    Map<Stage, Long> bytes = new EnumMap<>(Stage.class);
    SortedMap<String, Double> operators = new TreeMap<>();
    Map<Long, Integer> samplesByThread = new HashMap<>();
    for (RecordedEvent event : events) {
      switch (event.getEventType().getName()) {
        case "jdk.ExecutionSample" -> {
          count(time, event, "sampledThread");
          countOperator(operators, event);
        }
        case "jdk.NativeMethodSample" -> {
          samplesByThread.merge(event.getThread("sampledThread").getId(), 1, Integer::sum);
          count(natives, event, "sampledThread");
        }
        case "jdk.ObjectAllocationInNewTLAB" -> allocated(bytes, event, "tlabSize");
        case "jdk.ObjectAllocationOutsideTLAB" -> allocated(bytes, event, "allocationSize");
        default -> {}
      }
    }
    double ticks = samplesByThread.values().stream().mapToInt(Integer::intValue).sum();
    double turn = ticks == 0 ? 1 : ticks / Collections.max(samplesByThread.values());
    natives.forEach((stage, samples) -> time.merge(stage, samples * turn, Double::sum));
    return new StageProfile(time, bytes, operators);
  }

  private static void count(Map<Stage, Double> time, RecordedEvent event, String thread) {
    if (ofStreamThread(event.getThread(thread)) && !waits(event)) {
      time.merge(Stage.of(stack(event)), 1.0, Double::sum);
    }
  }

  private static void countOperator(Map<String, Double> operators, RecordedEvent event) {
    List<Stage.Frame> stack = stack(event);
    if (ofStreamThread(event.getThread("sampledThread"))
        && !waits(event)
        && Stage.of(stack) == Stage.OPERATORS) {
      operators.merge(Stage.operator(stack), 1.0, Double::sum);
    }
  }

  private static void allocated(Map<Stage, Long> bytes, RecordedEvent event, String size) {
    if (ofStreamThread(event.getThread("eventThread"))) {
      bytes.merge(Stage.of(stack(event)), event.getLong(size), Long::sum);
    }
  }

  private static boolean ofStreamThread(RecordedThread thread) {
    return thread != null
        && thread.getJavaName() != null
        && StreamThreadCost.isStreamThread(thread.getJavaName());
  }

  private static boolean waits(RecordedEvent event) {
    List<Stage.Frame> stack = stack(event);
    return stack.isEmpty() || WAITING.contains(stack.get(0).method());
  }

  private static List<Stage.Frame> stack(RecordedEvent event) {
    return event.getStackTrace() == null
        ? List.of()
        : event.getStackTrace().getFrames().stream()
            .filter(frame -> frame.getMethod() != null)
            .map(
                frame ->
                    new Stage.Frame(
                        frame.getMethod().getType().getName(), frame.getMethod().getName()))
            .toList();
  }

  double timeShare(Stage stage) {
    double all = time.values().stream().mapToDouble(Double::doubleValue).sum();
    return all == 0 ? 0 : time.getOrDefault(stage, 0.0) / all;
  }

  /** Share of all time that an operator takes. */
  double operatorShare(String operator) {
    double all = operators.values().stream().mapToDouble(Double::doubleValue).sum();
    return all == 0 ? 0 : timeShare(Stage.OPERATORS) * operators.getOrDefault(operator, 0.0) / all;
  }

  double byteShare(Stage stage) {
    long all = bytes.values().stream().mapToLong(Long::longValue).sum();
    return all == 0 ? 0 : (double) bytes.getOrDefault(stage, 0L) / all;
  }
}
