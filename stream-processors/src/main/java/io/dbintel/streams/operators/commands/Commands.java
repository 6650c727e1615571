package io.dbintel.streams.operators.commands;

import io.dbintel.streams.operators.control.ControlStateCodec;
import io.dbintel.streams.operators.control.ControlState;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Carries out commands at their place in the log. Every known command ends in a full poll: FORGET
 * and RESET_BASELINE need one before anything can be told again.
 *
 * <p>What was asked of the agents outlives a FORGET, since they compare versions.
 */
public final class Commands implements InstanceOperator<ControlState> {
  private static final PartCodec<ControlState> PART = new ControlStateCodec();

  @Override
  public String name() {
    return "commands";
  }

  @Override
  public PartCodec<ControlState> part() {
    return PART;
  }

  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public ControlState decide(ControlState prior, InstanceTurn turn) {
    if (!(turn.record() instanceof VerifiedRecord.Order order)) {
      return prior;
    }
    switch (order.kind()) {
      case FORGET -> {
        turn.forget();
        turn.emit(new Insight.ForgetTexts());
      }
      case FULL_POLL, RESET_BASELINE -> {}
      case UNKNOWN -> {
        turn.hold("unknown_command");
        return prior;
      }
    }
    ControlState next = (prior == null ? ControlState.NOTHING_ASKED : prior).withFullPoll();
    turn.emit(new Insight.Control(next.version(), next.fullPollWanted()));
    return next;
  }
}
