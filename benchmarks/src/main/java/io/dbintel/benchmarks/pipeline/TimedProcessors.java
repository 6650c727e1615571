package io.dbintel.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;

/**
 * Takes the CPU time of the first processor of the stream processors' topology, which calls all the
 * others: from the decoding of a record until its results are with the producer. Kafka Streams
 * makes it, so what it took is kept in a place of the whole JVM. CPU time, since other processes on
 * the machine would else be in it.
 */
public final class TimedProcessors implements ProcessorWrapper {
  private static final String FIRST = "validation";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Queue<Long> TAKEN = new ConcurrentLinkedQueue<>();

  /** For Kafka Streams. */
  public TimedProcessors() {}

  /** The settings, with this among them. */
  static Map<String, Object> in(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, TimedProcessors.class.getName());
    return all;
  }

  /** What records took since this was last asked. */
  static TurnTimes take() {
    List<Long> nanos = new ArrayList<>();
    for (Long one = TAKEN.poll(); one != null; one = TAKEN.poll()) {
      nanos.add(one);
    }
    return TurnTimes.of(nanos);
  }

  @Override
  public <K, V, L, W> WrappedProcessorSupplier<K, V, L, W> wrapProcessorSupplier(
      String name, ProcessorSupplier<K, V, L, W> supplier) {
    return ProcessorWrapper.asWrapped(
        name.equals(FIRST) ? () -> new Timed<>(supplier.get()) : supplier);
  }

  @Override
  public <K, V, W> WrappedFixedKeyProcessorSupplier<K, V, W> wrapFixedKeyProcessorSupplier(
      String name, FixedKeyProcessorSupplier<K, V, W> supplier) {
    return ProcessorWrapper.asWrappedFixedKey(supplier);
  }

  private record Timed<K, V, L, W>(Processor<K, V, L, W> inner) implements Processor<K, V, L, W> {
    @Override
    public void init(ProcessorContext<L, W> context) {
      inner.init(context);
    }

    @Override
    public void process(Record<K, V> record) {
      long start = THREADS.getCurrentThreadCpuTime();
      inner.process(record);
      TAKEN.add(THREADS.getCurrentThreadCpuTime() - start);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
