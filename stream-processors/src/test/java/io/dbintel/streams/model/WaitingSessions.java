package io.dbintel.streams.model;

import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator with a store of its own, as anybody may write one: counts for how many ticks a
 * session has been waiting, and asks for a rest when one waits too long. A session that no longer
 * waits is forgotten at once, one that was not seen for an hour by the sweep.
 */
public final class WaitingSessions implements KeyedOperator<String, WaitingSessions.Waiting> {
  /** Its store. */
  public static final KeyedState<String, Waiting> STATE =
      new KeyedState<>(
          "waiting-sessions", id -> id.getBytes(StandardCharsets.UTF_8), new WaitingCodec());

  private static final int TOO_LONG = 3;
  private static final long HOUR_MS = 3_600_000;

  /**
   * What is remembered of a session.
   *
   * @param ticks for how many ticks it has been waiting
   * @param lastSeen instance clock of the last of them
   */
  public record Waiting(int ticks, long lastSeen) {}

  @Override
  public String name() {
    return "waiting-sessions";
  }

  @Override
  public KeyedState<String, Waiting> state() {
    return STATE;
  }

  @Override
  public List<String> keys(InstanceTurn turn) {
    List<String> keys = new ArrayList<>();
    if (turn.record() instanceof VerifiedRecord.Sessions tick) {
      tick.sessions().forEach(session -> keys.add(session.sessionId()));
    }
    return keys;
  }

  @Override
  public Waiting decide(String key, Waiting prior, InstanceTurn turn) {
    if (session(key, turn).waitEvent() == null) {
      turn.hold("not_waiting");
      return null;
    }
    int ticks = prior == null ? 1 : prior.ticks() + 1;
    if (ticks == TOO_LONG) {
      turn.control().open("waiting_sessions", Duration.ofSeconds(30), 2, turn.clock());
    }
    return new Waiting(ticks, turn.clock());
  }

  private static SessionSnapshot session(String key, InstanceTurn turn) {
    return ((VerifiedRecord.Sessions) turn.record())
        .sessions().stream()
            .filter(session -> session.sessionId().equals(key))
            .findFirst()
            .orElseThrow();
  }

  @Override
  public int sweep(InstanceTurn turn) {
    return turn.record() instanceof VerifiedRecord.Outcome ? 2 : 0;
  }

  @Override
  public boolean keeps(Waiting state, InstanceTurn turn) {
    return turn.clock() - state.lastSeen() < HOUR_MS;
  }

  private static final class WaitingCodec implements PartCodec<Waiting> {
    @Override
    public int id() {
      return 1;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(Waiting state, StateWriter out) {
      out.writeUnsigned(state.ticks());
      out.writeUnsigned(state.lastSeen());
    }

    @Override
    public Waiting read(StateReader in, int version) {
      return new Waiting(in.readCount(), in.readUnsigned());
    }
  }
}
