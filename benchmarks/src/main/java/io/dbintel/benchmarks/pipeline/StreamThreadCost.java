package io.dbintel.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What this JVM has used since it started.
 *
 * @param threadCpuNanos CPU time of the stream threads
 * @param allocatedBytes what the stream threads allocated on the heap
 * @param processCpuNanos CPU time of the whole process: network and collector threads, compilers
 */
record StreamThreadCost(long threadCpuNanos, long allocatedBytes, long processCpuNanos) {

  /** Not their producers' and consumers' own threads, whose names go on. */
  private static final Pattern STREAM_THREAD = Pattern.compile(".*-StreamThread-\\d+");

  static StreamThreadCost now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(info -> info != null && isStreamThread(info.getThreadName()))
            .mapToLong(info -> info.getThreadId())
            .toArray();
    return new StreamThreadCost(
        Arrays.stream(threads.getThreadCpuTime(ids)).sum(),
        Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum(),
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
  }

  static boolean isStreamThread(String name) {
    return STREAM_THREAD.matcher(name).matches();
  }

  StreamThreadCost plus(StreamThreadCost more) {
    return new StreamThreadCost(
        threadCpuNanos + more.threadCpuNanos,
        allocatedBytes + more.allocatedBytes,
        processCpuNanos + more.processCpuNanos);
  }

  StreamThreadCost since(StreamThreadCost before) {
    return new StreamThreadCost(
        threadCpuNanos - before.threadCpuNanos,
        allocatedBytes - before.allocatedBytes,
        processCpuNanos - before.processCpuNanos);
  }
}
