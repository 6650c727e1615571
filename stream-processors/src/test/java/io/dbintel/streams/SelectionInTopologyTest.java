package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much is emitted by name, and what becomes of the rest. */
class SelectionInTopologyTest {

  @Test
  void rowsThatPassAreEmittedByNameAndTheRestAsOneSum() {
    try (TopologyHarness topology = new TopologyHarness("{selection: {top: 2, hardCap: 3}}")) {
      topology.send(full(1, 100, row(1, 1), row(2, 1), row(3, 1), row(4, 1), row(5, 1)));
      topology.send(full(2, 110, row(1, 1001), row(2, 501), row(3, 11), row(4, 11), row(5, 2)));
      topology.send(full(3, 120, row(1, 2001), row(2, 1001), row(3, 21), row(4, 21), row(5, 3)));

      List<ResultEvent> events = topology.events("db.server.top_query");
      assertThat(events)
          .extracting(event -> event.getAttributes().get("postgresql.calls"))
          .containsExactly(1000L, 500L, 10L, 11L, 1000L, 500L, 21L);
      assertThat(events.get(6).getAttributes())
          .containsEntry("dbintel.remainder", true)
          .containsEntry("dbintel.remainder.statements", 3L)
          .doesNotContainKeys("postgresql.queryid", "db.query.text", "dbintel.statement.key");
    }
  }

  @Test
  void remainderOfAPollThatIsNeverFinishedIsEmittedWithTheNextPoll() {
    try (TopologyHarness topology = new TopologyHarness("{selection: {top: 1, hardCap: 1}}")) {
      topology.send(full(1, 100, row(1, 1), row(2, 1)));
      StatementPollChunk half = partial(2, 110, row(1, 6), row(2, 3));
      half.setChunks(2);
      topology.send(half);
      assertThat(topology.events("db.server.top_query")).hasSize(1);

      topology.send(partial(3, 120));

      assertThat(topology.events("db.server.top_query"))
          .singleElement()
          .extracting(event -> event.getAttributes().get("postgresql.calls"))
          .isEqualTo(2L);
    }
  }
}
