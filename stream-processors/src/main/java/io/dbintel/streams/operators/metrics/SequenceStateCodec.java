package io.dbintel.streams.operators.metrics;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.metrics.SequenceState.GroupSize;
import io.dbintel.streams.operators.metrics.SequenceState.Observed;
import io.dbintel.streams.operators.sequencing.StalePolls;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a {@link SequenceState}; the role by its position in the schema, which only grows. Version
 * 1 ended with the groups.
 */
final class SequenceStateCodec implements PartCodec<SequenceState> {

  @Override
  public int id() {
    return 7;
  }

  @Override
  public int version() {
    return 2;
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
    StalePolls.write(state.stale(), out);
    out.writeUnsigned(state.groups().size());
    for (Map.Entry<String, GroupSize> group : state.groups().entrySet()) {
      out.writeText(group.getKey());
      out.writeUnsigned(group.getValue().series());
      out.writeUnsigned(group.getValue().clock());
    }
    out.writeUnsigned(state.countersSince());
    out.writeUnsigned(state.observed().clock());
    out.writeUnsigned(state.observed().total());
    out.writeBoolean(state.reorder());
  }

  @Override
  public SequenceState read(StateReader in, int version) {
    String incarnation = in.readText();
    long seq = in.readUnsigned();
    int part = in.readCount();
    long readStart = in.readUnsigned();
    long readEnd = in.readUnsigned();
    String serverId = in.readText();
    long serverStart = in.readUnsigned();
    long timeline = in.readUnsigned();
    ServerRole role = role(in.readCount());
    int generation = in.readCount();
    StalePolls stale = StalePolls.read(in);
    SortedMap<String, GroupSize> groups = groups(in);
    boolean first = version < 2;
    long countersSince = first ? 0 : in.readUnsigned();
    Observed observed =
        first ? new Observed(0, 0) : new Observed(in.readUnsigned(), in.readUnsigned());
    boolean reorder = !first && in.readBoolean();
    return new SequenceState(
        incarnation,
        seq,
        part,
        readStart,
        readEnd,
        serverId,
        serverStart,
        countersSince,
        timeline,
        role,
        generation,
        stale,
        groups,
        observed,
        reorder);
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
