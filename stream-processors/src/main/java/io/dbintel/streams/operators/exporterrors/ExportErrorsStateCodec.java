package io.dbintel.streams.operators.exporterrors;

import io.dbintel.redaction.verify.CleanTextCodec;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes an {@link ExportErrorsState}: some 200 bytes a sink without errors. */
final class ExportErrorsStateCodec implements PartCodec<ExportErrorsState> {

  @Override
  public int id() {
    return 1;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(ExportErrorsState state, StateWriter out) {
    out.writeUnsigned(state.time());
    out.writeUnsigned(state.events());
    write(state.rate(), out);
    write(state.cardinality(), out);
    out.writeUnsigned(state.order());
    out.writeUnsigned(state.ordered());
    out.writeUnsigned(state.reports().size());
    state.reports().forEach(out::writeText);
    out.writeUnsigned(state.sinks().size());
    state.sinks().values().forEach(sink -> write(sink, out));
  }

  private static void write(ReliefLevel level, StateWriter out) {
    out.writeUnsigned(level.level());
    out.writeUnsigned(level.changed());
    out.writeUnsigned(level.quietSince());
  }

  private static void write(SinkErrors sink, StateWriter out) {
    out.writeBytes(CleanTextCodec.toStore(sink.sink()));
    out.writeUnsigned(sink.buckets().size());
    for (Map.Entry<Long, Bucket> bucket : sink.buckets().entrySet()) {
      out.writeUnsigned(bucket.getKey());
      out.writeUnsigned(bucket.getValue().offered());
      write(bucket.getValue().refused(), out);
      write(bucket.getValue().reported(), out);
    }
    out.writeUnsigned(sink.episodes().size());
    for (Map.Entry<ErrorCategory, Episode> episode : sink.episodes().entrySet()) {
      out.writeUnsigned(episode.getKey().ordinal());
      out.writeUnsigned(episode.getValue().since());
      out.writeUnsigned(episode.getValue().errors());
    }
  }

  /** Positions and values of those that are not 0. */
  private static void write(List<Long> counts, StateWriter out) {
    out.writeUnsigned(counts.stream().filter(count -> count != 0).count());
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) != 0) {
        out.writeUnsigned(i);
        out.writeUnsigned(counts.get(i));
      }
    }
  }

  @Override
  public ExportErrorsState read(StateReader in, int version) {
    long time = in.readUnsigned();
    long events = in.readUnsigned();
    ReliefLevel rate = readLevel(in);
    ReliefLevel cardinality = readLevel(in);
    long order = in.readUnsigned();
    long ordered = in.readUnsigned();
    List<String> reports = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      reports.add(in.readText());
    }
    SortedMap<String, SinkErrors> sinks = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      SinkErrors sink = readSink(in);
      sinks.put(sink.sink().toString(), sink);
    }
    return new ExportErrorsState(
        time, events, sinks, rate, cardinality, order, ordered, List.copyOf(reports));
  }

  private static ReliefLevel readLevel(StateReader in) {
    return new ReliefLevel(in.readCount(), in.readUnsigned(), in.readUnsigned());
  }

  private static SinkErrors readSink(StateReader in) {
    SinkErrors sink = SinkErrors.of(CleanTextCodec.fromStore(in.readBytes()));
    for (int left = in.readCount(); left > 0; left--) {
      long number = in.readUnsigned();
      sink.buckets().put(number, new Bucket(in.readUnsigned(), readCounts(in), readCounts(in)));
    }
    for (int left = in.readCount(); left > 0; left--) {
      ErrorCategory category = ErrorCategory.values()[in.readCount()];
      sink.episodes().put(category, new Episode(in.readUnsigned(), in.readUnsigned()));
    }
    return sink;
  }

  private static List<Long> readCounts(StateReader in) {
    List<Long> counts = new ArrayList<>(Bucket.EMPTY.refused());
    for (int left = in.readCount(); left > 0; left--) {
      counts.set(in.readCount(), in.readUnsigned());
    }
    return counts;
  }
}
