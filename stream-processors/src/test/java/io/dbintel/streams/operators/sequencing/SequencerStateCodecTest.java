package io.dbintel.streams.operators.sequencing;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.statements.CounterEpoch;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SequencerStateCodecTest {
  private static final LastRead LAST =
      new LastRead(
          new ReadId("a", 5),
          1_000,
          1_001,
          900,
          new CounterEpoch("id", 77, 66),
          2,
          ServerRole.STANDBY,
          -1,
          3);

  @Test
  void bytesInStoresStayReadable() {
    EpochProgress progress = new EpochProgress(4, true, false, 950);
    SequencerState state =
        new SequencerState(
            LAST,
            progress,
            BitSet.valueOf(new long[] {0b101}),
            Restart.NONE,
            new StalePolls(new ReadId("b", 9), 2));
    GoldenBytes.check(
        new SequencerStateCodec(),
        3,
        state,
        "016105e807e90784070269644d420202ffffffffffffffff03040100b60701050002016209");
  }

  @Test
  void bytesWithoutStalePollsStayReadable() {
    EpochProgress progress = new EpochProgress(4, false, true, 950);
    SequencerState state = new SequencerState(LAST, progress, new BitSet(), Restart.REORDER, null);
    GoldenBytes.check(
        new SequencerStateCodec(),
        3,
        state,
        "016105e807e90784070269644d420202ffffffffffffffff03040001b607000100");
  }
}
