package io.dbintel.streams.operators.sequencing;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.statements.CounterEpoch;
import java.util.BitSet;

/**
 * Writes a {@link SequencerState} in some 120 bytes. Stale polls stand in another order than {@link
 * StalePolls#write} gives them for metrics: with the count first, none take one byte instead of
 * three, and stores hold them so.
 */
final class SequencerStateCodec implements PartCodec<SequencerState> {

  @Override
  public int id() {
    return 3;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SequencerState state, StateWriter out) {
    write(state.last(), out);
    EpochProgress progress = state.progress();
    out.writeUnsigned(progress.generation());
    out.writeBoolean(progress.resetSeen());
    out.writeBoolean(progress.baselineDone());
    out.writeUnsigned(progress.monitoredSince());
    out.writeBytes(state.applied().toByteArray());
    // Read as a flag by releases before 0.2, for which a baseline is a restart of the order.
    out.writeUnsigned(state.restart().ordinal());
    out.writeUnsigned(state.stale() == null ? 0 : state.stale().count());
    if (state.stale() != null) {
      write(state.stale().last(), out);
    }
  }

  private static void write(LastRead last, StateWriter out) {
    write(last.read(), out);
    out.writeUnsigned(last.readStart());
    out.writeUnsigned(last.readEnd());
    out.writeUnsigned(last.previousEnd());
    out.writeText(last.epoch().serverId());
    out.writeUnsigned(last.epoch().countersSince());
    out.writeUnsigned(last.epoch().serverStart());
    out.writeUnsigned(last.timeline());
    out.writeUnsigned(last.role().ordinal());
    out.writeFixed(last.selection());
    out.writeUnsigned(last.hiddenRows());
  }

  private static void write(ReadId read, StateWriter out) {
    out.writeText(read.incarnation());
    out.writeUnsigned(read.seq());
  }

  @Override
  public SequencerState read(StateReader in, int version) {
    LastRead last = last(in);
    EpochProgress progress =
        new EpochProgress(in.readCount(), in.readBoolean(), in.readBoolean(), in.readUnsigned());
    BitSet applied = BitSet.valueOf(in.readBytes());
    Restart restart = Restart.values()[in.readCount()];
    int staleCount = in.readCount();
    StalePolls stale = staleCount == 0 ? null : new StalePolls(readId(in), staleCount);
    return new SequencerState(last, progress, applied, restart, stale);
  }

  private static LastRead last(StateReader in) {
    return new LastRead(
        readId(in),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        new CounterEpoch(in.readText(), in.readUnsigned(), in.readUnsigned()),
        in.readUnsigned(),
        ServerRole.values()[in.readCount()],
        in.readFixed(),
        in.readCount());
  }

  private static ReadId readId(StateReader in) {
    return new ReadId(in.readText(), in.readUnsigned());
  }
}
