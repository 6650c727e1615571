package io.dbintel.streams.operators.cold;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import org.junit.jupiter.api.Test;

class ColdStateTest {
  private final ColdState cold = new ColdState();

  @Test
  void rowsThatBecameTheirOwnBaseAreTold() {
    Polls polls = poll("agent", 7).chunk(2, 4);
    InstanceTurn turn = turn(polls.record());
    turn.admit(new AdmittedChunk(polls.header(), 1, false, false, 0, new Interval(1, 2), false));
    turn.rows().add(new RowOutcome(null, false, RowOutcome.BASELINE));
    turn.rows().add(new RowOutcome(null, false, RowOutcome.UNCHANGED));
    turn.rows().add(new RowOutcome(null, false, RowOutcome.BASELINE));

    assertThat(cold.afterRows(null, turn)).isNull();

    assertThat(turn.insights())
        .containsExactly(
            new Insight.ColdState(
                Verified.SOURCE, polls.header().read(), 2, polls.header().readEnd(), 2, 0));
    assertThat(turn.insights().get(0).results()).isZero();
  }

  @Test
  void nothingIsToldOfRowsWithABaseNorOfChunksThatAreNotApplied() {
    Polls polls = poll("agent", 7);
    InstanceTurn applied = turn(polls.record());
    applied.admit(new AdmittedChunk(polls.header(), 1, true, false, 0, new Interval(1, 2), false));
    applied.rows().add(new RowOutcome(null, false, RowOutcome.UNCHANGED));
    InstanceTurn stale = turn(polls.record());

    cold.afterRows(null, applied);
    cold.afterRows(null, stale);

    assertThat(applied.insights()).isEmpty();
    assertThat(stale.insights()).isEmpty();
  }

  private InstanceTurn turn(VerifiedRecord record) {
    InstanceTurn turn = Verified.turn(record);
    assertThat(cold.decide(null, turn)).isNull();
    return turn;
  }
}
