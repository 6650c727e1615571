package io.dbintel.runtime.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.function.ToLongFunction;

/**
 * Resource usage of the Java process: memory, threads, CPU, garbage collection, uptime. Names and
 * units are those of the OpenTelemetry semantic conventions for JVM and process metrics; garbage
 * collection is a plain sum of time, since the convention's histogram needs a listener per
 * collection.
 */
final class JvmMetrics {

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final double MILLISECONDS_PER_SECOND = 1e3;
  private static final AttributeKey<String> MEMORY_TYPE = AttributeKey.stringKey("jvm.memory.type");
  private static final AttributeKey<String> COLLECTOR = AttributeKey.stringKey("jvm.gc.name");

  private JvmMetrics() {}

  static void register(Meter meter) {
    registerMemory(meter);
    registerThreadsAndProcessor(meter);
    registerGarbageCollection(meter);
    meter
        .gaugeBuilder("process.uptime")
        .setUnit("s")
        .setDescription("The time the process has been running.")
        .buildWithCallback(
            gauge ->
                gauge.record(
                    ManagementFactory.getRuntimeMXBean().getUptime() / MILLISECONDS_PER_SECOND));
  }

  private static void registerMemory(Meter meter) {
    memory(meter, "jvm.memory.used", "Memory in use.", MemoryUsage::getUsed);
    memory(meter, "jvm.memory.committed", "Memory committed.", MemoryUsage::getCommitted);
    memory(meter, "jvm.memory.limit", "Maximum memory obtainable.", MemoryUsage::getMax);
  }

  private static void memory(
      Meter meter, String name, String description, ToLongFunction<MemoryUsage> amount) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    meter
        .upDownCounterBuilder(name)
        .setUnit("By")
        .setDescription(description)
        .buildWithCallback(
            measurement -> {
              record(measurement, amount.applyAsLong(memory.getHeapMemoryUsage()), "heap");
              record(measurement, amount.applyAsLong(memory.getNonHeapMemoryUsage()), "non_heap");
            });
  }

  /** An area without a limit reports -1; no data point is recorded then. */
  private static void record(ObservableLongMeasurement measurement, long amount, String area) {
    if (amount >= 0) {
      measurement.record(amount, Attributes.of(MEMORY_TYPE, area));
    }
  }

  private static void registerThreadsAndProcessor(Meter meter) {
    meter
        .upDownCounterBuilder("jvm.thread.count")
        .setUnit("{thread}")
        .setDescription("Live threads.")
        .buildWithCallback(
            count -> count.record(ManagementFactory.getThreadMXBean().getThreadCount()));
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    meter
        .counterBuilder("jvm.cpu.time")
        .ofDoubles()
        .setUnit("s")
        .setDescription("CPU time used by the process as reported by the JVM.")
        .buildWithCallback(
            time -> time.record(system.getProcessCpuTime() / NANOSECONDS_PER_SECOND));
    meter
        .upDownCounterBuilder("jvm.cpu.count")
        .setUnit("{cpu}")
        .setDescription("Processors available to the JVM.")
        .buildWithCallback(count -> count.record(Runtime.getRuntime().availableProcessors()));
  }

  private static void registerGarbageCollection(Meter meter) {
    meter
        .counterBuilder("jvm.gc.time")
        .ofDoubles()
        .setUnit("s")
        .setDescription("Time spent in garbage collection.")
        .buildWithCallback(
            time -> {
              for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
                time.record(
                    gc.getCollectionTime() / MILLISECONDS_PER_SECOND,
                    Attributes.of(COLLECTOR, gc.getName()));
              }
            });
  }
}
