package io.dbintel.streams.operators.clock;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.concurrent.TimeUnit;

/**
 * The only clock that results depend on: the greatest timestamp of the instance's own records, in
 * milliseconds since the epoch. A record with an older timestamp does not turn it back, nor does a
 * FORGET: hours that were reported would come again. Commands and records that were refused are not
 * the instance's own and do not move it.
 *
 * <p>A time that is more than a week from the clock, ahead or behind, is believed only when five
 * records in a row claim it: one record whose host had a wrong clock would else end everything that
 * waits, and keep the clock where it is for years. Until then the record is processed at the time
 * that the clock shows. It goes back only to undo such a leap: records that are older than the time
 * before it come late, out of the spool of an agent that was cut off.
 */
public final class InstanceClock implements InstanceOperator<ClockState> {
  private static final PartCodec<ClockState> PART = new ClockStateCodec();
  private static final long LEAP_MS = TimeUnit.DAYS.toMillis(7);
  private static final int CLAIMS = 5;

  @Override
  public String name() {
    return "instance-clock";
  }

  @Override
  public PartCodec<ClockState> part() {
    return PART;
  }

  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public ClockState decide(ClockState prior, InstanceTurn turn) {
    VerifiedRecord record = turn.record();
    ClockState next = prior;
    if (record instanceof VerifiedRecord.Order order) {
      boolean reset = order.kind() == CommandKind.RESET_BASELINE && prior != null;
      next = reset ? prior.resetHighest() : prior;
    } else if (!(record instanceof VerifiedRecord.Rejected)) {
      next = next(prior, turn.timestamp());
    }
    turn.clock(next == null ? turn.timestamp() : next.now());
    turn.newest(next == null || turn.timestamp() >= next.highest());
    return next;
  }

  private static ClockState next(ClockState prior, long timestamp) {
    if (prior == null) {
      return ClockState.at(timestamp);
    }
    if (!isFar(timestamp, prior.now())) {
      return prior.moved(Math.max(prior.now(), timestamp), prior.beforeLeap());
    }
    if (timestamp < prior.now() && (prior.beforeLeap() == 0 || timestamp < prior.beforeLeap())) {
      return prior;
    }
    boolean again = prior.claims() > 0 && !isFar(timestamp, prior.claimed());
    long claimed = again ? Math.max(prior.claimed(), timestamp) : timestamp;
    int claims = again ? prior.claims() + 1 : 1;
    if (claims < CLAIMS) {
      return prior.claiming(claimed, claims);
    }
    return prior.moved(claimed, claimed > prior.now() ? prior.now() : 0);
  }

  private static boolean isFar(long timestamp, long clock) {
    return Math.abs(timestamp - clock) > LEAP_MS;
  }
}
