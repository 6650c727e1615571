package io.dbintel.streams.texts;

import io.dbintel.streams.findings.Finding;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.verification.VerifiedRecord;

/** Hands texts on to be remembered, and says when some may be looked at to be forgotten. */
public final class TextFlow implements InstanceOperator<Void> {

  @Override
  public String name() {
    return "text-flow";
  }

  @Override
  public PartCodec<Void> part() {
    return null;
  }

  @Override
  public Void decide(Void prior, InstanceTurn turn) {
    if (turn.record() instanceof VerifiedRecord.Texts texts) {
      turn.emit(new Finding.Texts(turn.clock(), texts.texts()));
    }
    return null;
  }

  @Override
  public Void settle(Void prior, InstanceTurn turn) {
    if (turn.poll() != null && turn.poll().header().full() && turn.poll().last()) {
      turn.emit(new Finding.TextSweep(turn.clock()));
    }
    return null;
  }
}
