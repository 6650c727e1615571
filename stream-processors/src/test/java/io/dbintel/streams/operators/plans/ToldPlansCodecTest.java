package io.dbintel.streams.operators.plans;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operators.GoldenBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldPlansCodecTest {

  @Test
  void bytesInStoresStayReadable() {
    ToldPlans state = new ToldPlans(List.of(new ReadId("a", 7), new ReadId("b", 300)));
    GoldenBytes.check(new ToldPlansCodec(), 30, state, "0201610701" + "62ac02");
  }
}
