package io.dbintel.streams.operators.deltas;

import io.dbintel.streams.operators.GoldenBytes;
import org.junit.jupiter.api.Test;

class CounterBaseCodecTest {

  @Test
  void bytesInStoresStayReadable() {
    CounterBase state =
        new CounterBase(
            3, -2, 1_700_000_000_000_000L, true, 0b1011, 0b0011, new long[] {1, 300, 7});
    GoldenBytes.check(
        new CounterBaseCodec(), 1, state, "03feffffff0f8080f9c0c1c48203010b0301ac0207");
  }
}
