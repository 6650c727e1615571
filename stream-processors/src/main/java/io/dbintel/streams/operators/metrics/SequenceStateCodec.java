package io.dbintel.streams.operators.metrics;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.metrics.SequenceState.GroupSize;
import io.dbintel.streams.operators.metrics.SequenceState.StalePolls;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a {@link SequenceState}; the role by its position in the schema, which only grows. */
final class SequenceStateCodec implements PartCodec<SequenceState> {

  @Override
  public int id() {
    return 7;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SequenceState state, StateWriter out) {
    out.writeText(state.incarnation());
    out.writeUnsigned(state.seq());
    out.writeUnsigned(state.part());
    out.writeUnsigned(state.readStart());
    out.writeUnsigned(state.readEnd());
    out.writeText(state.serverId());
    out.writeUnsigned(state.serverStart());
    out.writeUnsigned(state.timeline());
    out.writeUnsigned(state.role().ordinal());
    out.writeUnsigned(state.generation());
    out.writeText(state.stale().incarnation());
    out.writeUnsigned(state.stale().seq());
    out.writeUnsigned(state.stale().count());
    out.writeUnsigned(state.groups().size());
    for (Map.Entry<String, GroupSize> group : state.groups().entrySet()) {
      out.writeText(group.getKey());
      out.writeUnsigned(group.getValue().series());
      out.writeUnsigned(group.getValue().clock());
    }
  }

  @Override
  public SequenceState read(StateReader in, int version) {
    return new SequenceState(
        in.readText(),
        in.readUnsigned(),
        in.readCount(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readText(),
        in.readUnsigned(),
        in.readUnsigned(),
        role(in.readCount()),
        in.readCount(),
        new StalePolls(in.readText(), in.readUnsigned(), in.readCount()),
        groups(in));
  }

  /** A role that a newer release wrote is not known here. */
  private static ServerRole role(int ordinal) {
    ServerRole[] roles = ServerRole.values();
    return ordinal < roles.length ? roles[ordinal] : ServerRole.UNKNOWN;
  }

  private static SortedMap<String, GroupSize> groups(StateReader in) {
    SortedMap<String, GroupSize> groups = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      groups.put(in.readText(), new GroupSize(in.readCount(), in.readUnsigned()));
    }
    return groups;
  }
}
