package io.dbintel.streams.operators.control;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.records.VerifiedRecord;
import java.time.Duration;

/**
 * A breaker as small as one can be: three failed polls in a row stop the agents, one that works
 * closes it.
 */
public final class FailureBreaker implements InstanceOperator<Long> {
  private static final int LIMIT = 3;
  private static final PartCodec<Long> PART =
      new PartCodec<>() {
        @Override
        public int id() {
          return 1_000;
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
    return "failure-breaker";
  }

  @Override
  public PartCodec<Long> part() {
    return PART;
  }

  @Override
  public Long decide(Long prior, InstanceTurn turn) {
    if (!(turn.record() instanceof VerifiedRecord.Outcome outcome)
        || outcome.status() == PollStatus.SKIPPED) {
      return prior;
    }
    long failures = outcome.status() == PollStatus.OK ? 0 : (prior == null ? 0 : prior) + 1;
    if (failures == 0) {
      turn.control().close();
    } else if (failures >= LIMIT) {
      turn.control().open("failed_polls", Duration.ofMinutes(2), 1, turn.clock());
    }
    return failures;
  }
}
