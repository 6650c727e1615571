package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.streams.model.Keys;
import io.dbintel.streams.model.RawRecords;
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

      long before = topology.entries("texts");
      topology.send(full(1, 100));
      assertThat(before - topology.entries("texts")).isBetween(1L, 16L);
      topology.send(full(2, 110));
      topology.send(full(3, 120));
      long left = topology.entries("texts");
      assertThat(before - left).isEqualTo(38);
      topology.send(full(4, 130));
      assertThat(topology.entries("texts")).isEqualTo(left);
    }
  }

  private static QueryTexts texts(long... ids) {
    return RawRecords.texts(
        "postgresql",
        LongStream.of(ids)
            .mapToObj(
                id ->
                    new QueryText(
                        Keys.postgresqlText(5, id),
                        Long.toString(id),
                        "SELECT a FROM t" + id,
                        false))
            .toArray(QueryText[]::new));
  }
}
