package io.dbintel.streams.operators.commands;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Carries out commands at their place in the log, each id once. Every command about counters ends
 * in a full poll: FORGET and RESET_BASELINE need one before anything is known again. Other
 * operators find the command to carry out in {@link InstanceTurn#command()}.
 *
 * <p>Which commands were applied outlives a FORGET, so that a FORGET that is sent again is not
 * applied again.
 */
public final class Commands implements InstanceOperator<AppliedCommands> {
  private static final PartCodec<AppliedCommands> PART = new AppliedCommandsCodec();

  @Override
  public String name() {
    return "commands";
  }

  @Override
  public PartCodec<AppliedCommands> part() {
    return PART;
  }

  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public AppliedCommands decide(AppliedCommands prior, InstanceTurn turn) {
    if (!(turn.record() instanceof VerifiedRecord.Order order)) {
      return prior;
    }
    AppliedCommands applied = prior == null ? AppliedCommands.NONE : prior;
    if (order.kind() == CommandKind.UNKNOWN) {
      turn.hold("unknown_command");
      return prior;
    }
    if (applied.contains(order.commandId())) {
      turn.hold("repeated_command");
      return prior;
    }
    turn.admit(order);
    if (order.kind() == CommandKind.FORGET) {
      turn.forget();
    }
    if (order.kind() != CommandKind.BUDGET_LEVEL) {
      turn.control().fullPoll();
    }
    return applied.with(order.commandId());
  }
}
