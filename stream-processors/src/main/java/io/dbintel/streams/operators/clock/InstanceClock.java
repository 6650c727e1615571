package io.dbintel.streams.operators.clock;

import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/**
 * The only clock that results depend on: the greatest timestamp of the instance's own records, in
 * milliseconds since the epoch. A record with an older timestamp does not turn it back, nor does a
 * FORGET: hours that were reported would come again.
 */
public final class InstanceClock implements InstanceOperator<Long> {
  private static final PartCodec<Long> PART =
      new PartCodec<>() {
        @Override
        public int id() {
          return 2;
        }

        @Override
        public int version() {
          return 1;
        }

        @Override
        public void write(Long state, StateWriter out) {
          out.writeUnsigned(state);
        }

        @Override
        public Long read(StateReader in, int version) {
          return in.readUnsigned();
        }
      };

  @Override
  public String name() {
    return "instance-clock";
  }

  @Override
  public PartCodec<Long> part() {
    return PART;
  }

  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public Long decide(Long prior, InstanceTurn turn) {
    long now = prior == null ? turn.timestamp() : Math.max(prior, turn.timestamp());
    turn.clock(now);
    return now;
  }
}
