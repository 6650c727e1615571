package io.dbintel.streams.texts;

import static io.dbintel.streams.model.Chunks.full;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.streams.model.TopologyHarness;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TextsInTopologyTest {
  private static final long HOUR_MS = 3_600_000;

  @Test
  void textsThatNoAgentPublishedForADayAreForgottenAFewAtATime() {
    try (TopologyHarness topology = new TopologyHarness("{texts: {sweepPerPoll: 16}}")) {
      topology.send(texts(LongStream.range(0, 40).toArray()));
      topology.later(20 * HOUR_MS).send(texts(3, 4));
      topology.later(5 * HOUR_MS);

      topology.send(full(1, 100));
      assertThat(topology.entries("texts")).isEqualTo(40 - 14 + 1);
      topology.send(full(2, 110));
      topology.send(full(3, 120));
      assertThat(topology.entries("texts")).isEqualTo(2);
      topology.send(full(4, 130));
      assertThat(topology.entries("texts")).isEqualTo(2);
    }
  }

  private static QueryTexts texts(long... ids) {
    return new QueryTexts(
        "postgresql",
        "agent-1",
        "db.example",
        5432,
        1L,
        1,
        LongStream.of(ids)
            .mapToObj(id -> new QueryText(5L, id, "SELECT a FROM t" + id, false))
            .toList());
  }
}
