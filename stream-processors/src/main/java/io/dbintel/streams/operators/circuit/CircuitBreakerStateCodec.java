package io.dbintel.streams.operators.circuit;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a {@link CircuitBreakerState}; of histograms the buckets that are not empty. */
final class CircuitBreakerStateCodec implements PartCodec<CircuitBreakerState> {

  @Override
  public int id() {
    return 13;
  }

  @Override
  public int version() {
    return 4;
  }

  @Override
  public void write(CircuitBreakerState state, StateWriter out) {
    out.writeUnsigned(state.circuit().ordinal());
    out.writeText(state.reason());
    out.writeUnsigned(state.due());
    out.writeUnsigned(state.probesFrom());
    out.writeUnsigned(state.probes());
    out.writeUnsigned(state.failedProbes());
    out.writeText(state.distress());
    out.writeBoolean(state.asked());
    // where a number of what was told was
    out.writeUnsigned(0);
    out.writeUnsigned(state.toldAt());
    out.writeUnsigned(state.untold().size());
    for (Transition transition : state.untold()) {
      out.writeUnsigned(transition.time());
      out.writeUnsigned(transition.from().ordinal());
      out.writeUnsigned(transition.to().ordinal());
      out.writeText(transition.reason());
    }
    out.writeUnsigned(state.healing().adjustments());
    out.writeUnsigned(state.healing().adjustedAt());
    out.writeUnsigned(state.healing().closedAt());
    out.writeUnsigned(state.window().start());
    write(state.window().previous(), out);
    write(state.window().current(), out);
    writeDurations(state.durations(), out);
    writeLoads(state.loads(), out);
    out.writeUnsigned(state.queue().seq());
    out.writeUnsigned(state.queue().waiting());
    out.writeUnsigned(state.queue().above());
    out.writeUnsigned(state.queue().since());
    out.writeUnsigned(state.queue().at());
    out.writeUnsigned(state.excuses().breaks());
    out.writeBoolean(state.excuses().read());
    out.writeUnsigned(state.excuses().since().size());
    for (Map.Entry<String, Long> excused : state.excuses().since().entrySet()) {
      out.writeText(excused.getKey());
      out.writeUnsigned(excused.getValue());
    }
    out.writeUnsigned(state.clock().now());
    out.writeUnsigned(state.clock().claimed());
    out.writeUnsigned(state.clock().claims());
    out.writeUnsigned(state.movedAt());
  }

  private static void write(PollCounts counts, StateWriter out) {
    out.writeUnsigned(counts.outcomes());
    out.writeUnsigned(counts.errors());
    out.writeUnsigned(counts.slow());
    out.writeUnsigned(counts.bytes());
  }

  private static void writeDurations(SortedMap<String, PollDurations> all, StateWriter out) {
    out.writeUnsigned(all.size());
    for (Map.Entry<String, PollDurations> entry : all.entrySet()) {
      out.writeText(entry.getKey());
      out.writeUnsigned(entry.getValue().halvedAt());
      int[] counts = entry.getValue().counts();
      int filled = 0;
      for (int count : counts) {
        filled += count == 0 ? 0 : 1;
      }
      out.writeUnsigned(filled);
      for (int bucket = 0; bucket < counts.length; bucket++) {
        if (counts[bucket] != 0) {
          out.writeUnsigned(bucket);
          out.writeUnsigned(counts[bucket]);
        }
      }
    }
  }

  private static void writeLoads(SortedMap<String, LoadTrend> all, StateWriter out) {
    out.writeUnsigned(all.size());
    for (Map.Entry<String, LoadTrend> entry : all.entrySet()) {
      LoadTrend load = entry.getValue();
      out.writeText(entry.getKey());
      out.writeFixed(Double.doubleToLongBits(load.whole()));
      out.writeFixed(Double.doubleToLongBits(load.level()));
      out.writeFixed(Double.doubleToLongBits(load.trend()));
      out.writeUnsigned(load.readings());
      out.writeUnsigned(load.above());
    }
  }

  @Override
  public CircuitBreakerState read(StateReader in, int version) {
    CircuitBreakerState first = first(in);
    if (in.exhausted()) {
      return first;
    }
    LockQueue queue = first.queue();
    return first.with(
        new LockQueue(
            queue.seq(), queue.waiting(), queue.above(), in.readUnsigned(), in.readUnsigned()),
        new Excuses(in.readCount(), in.readBoolean(), excused(in)),
        clock(in),
        in.exhausted() ? 0 : in.readUnsigned());
  }

  /** What the first version wrote. */
  private static CircuitBreakerState first(StateReader in) {
    return new CircuitBreakerState(
        circuit(in),
        in.readText(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readCount(),
        in.readCount(),
        in.readText(),
        in.readBoolean(),
        toldAt(in),
        untold(in),
        new Healing(in.readCount(), in.readUnsigned(), in.readUnsigned()),
        new PollWindow(in.readUnsigned(), counts(in), counts(in)),
        durations(in),
        loads(in),
        new LockQueue(in.readUnsigned(), in.readCount(), in.readCount(), 0, 0),
        Excuses.NONE,
        BreakerClock.NONE,
        0);
  }

  private static BreakerClock clock(StateReader in) {
    return in.exhausted()
        ? BreakerClock.NONE
        : new BreakerClock(in.readUnsigned(), in.readUnsigned(), in.readCount());
  }

  private static SortedMap<String, Long> excused(StateReader in) {
    SortedMap<String, Long> all = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      all.put(in.readText(), in.readUnsigned());
    }
    return all;
  }

  private static long toldAt(StateReader in) {
    in.readUnsigned();
    return in.readUnsigned();
  }

  private static Circuit circuit(StateReader in) {
    return Circuit.values()[in.readCount()];
  }

  private static PollCounts counts(StateReader in) {
    return new PollCounts(in.readCount(), in.readCount(), in.readCount(), in.readUnsigned());
  }

  private static List<Transition> untold(StateReader in) {
    List<Transition> untold = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      untold.add(
          new Transition(
              in.readUnsigned(), circuit(in), circuit(in), in.readText(), new TreeMap<>()));
    }
    return untold;
  }

  private static SortedMap<String, PollDurations> durations(StateReader in) {
    SortedMap<String, PollDurations> all = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      String collector = in.readText();
      PollDurations durations = PollDurations.begin(in.readUnsigned());
      for (int filled = in.readCount(); filled > 0; filled--) {
        durations.counts()[in.readCount()] = in.readCount();
      }
      all.put(collector, durations);
    }
    return all;
  }

  private static SortedMap<String, LoadTrend> loads(StateReader in) {
    SortedMap<String, LoadTrend> all = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      all.put(
          in.readText(),
          new LoadTrend(
              Double.longBitsToDouble(in.readFixed()),
              Double.longBitsToDouble(in.readFixed()),
              Double.longBitsToDouble(in.readFixed()),
              in.readCount(),
              in.readCount()));
    }
    return all;
  }
}
