package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an operator on the path of the rows is given, wherever naming decides what leaves. */
class StatementOperatorsInTopologyTest {

  @Test
  void operatorBeforeNamingSeesEveryRowWithGrowthWhetherItIsNamedOrNot() {
    Probe probe = new Probe(false);
    try (TopologyHarness topology = topology(probe)) {
      threePolls(topology);

      assertThat(probe.seen).containsExactly("1+10", "2+2", "4+7");
      assertThat(topology.events("db.server.top_query")).hasSizeLessThan(4);
    }
  }

  @Test
  void operatorThatAsksSeesUnchangedAndBaselineRowsToo() {
    Probe probe = new Probe(true);
    try (TopologyHarness topology = topology(probe)) {
      threePolls(topology);

      assertThat(probe.seen)
          .containsExactly(
              "1 baseline", "2 baseline", "3 baseline", "1+10", "2+2", "3 unchanged", "4+7");
    }
  }

  @Test
  void operatorRemembersForARowWhetherItGrewOrNot() {
    Probe probe = new Probe(true);
    try (TopologyHarness topology = topology(probe)) {
      threePolls(topology);

      assertThat(probe.remembered).containsExactly(0L, 0L, 0L, 1L, 1L, 1L, 0L);
    }
  }

  @Test
  void operatorSeesFingerprintAndTextOfTheRow() {
    Probe probe = new Probe(false);
    try (TopologyHarness topology = topology(probe)) {
      topology.send(RawRecords.text(1, "SELECT * FROM orders WHERE id = 7"));
      threePolls(topology);

      assertThat(probe.texts).hasSize(3);
      assertThat(probe.texts.get(0)).contains("orders").doesNotContain("7");
      assertThat(probe.texts.subList(1, 3)).containsOnlyNulls();
    }
  }

  @Test
  void whatAnOperatorEmitsBecomesAResultAlsoForARowThatIsFolded() {
    Probe probe = new Probe(false);
    try (TopologyHarness topology = topology(probe)) {
      threePolls(topology);

      assertThat(topology.events("dbintel.ledger"))
          .extracting(event -> event.getAttributes().get("dbintel.ledger.probe"))
          .containsExactly(10L, 2L, 7L);
    }
  }

  private static void threePolls(TopologyHarness topology) {
    topology.send(full(1, 100, row(1, 50), row(2, 1), row(3, 1)));
    topology.send(full(2, 110, row(1, 60), row(2, 3), row(3, 1), row(4, 7)));
    topology.send(full(1, 90, row(1, 99)));
  }

  private static TopologyHarness topology(Probe probe) {
    return new TopologyHarness(
        "{selection: {top: 1, hardCap: 1}}",
        OperatorCounts.NONE,
        product -> {
          List<StatementOperator<?>> statement = new ArrayList<>(product.statement());
          statement.add(statement.size() - 1, probe);
          return new Operators(
              product.instance(),
              product.keyed(),
              statement,
              product.texts(),
              product.tenant(),
              product.export());
        },
        Purpose.PRODUCTION);
  }

  /** Writes down what it is given; remembers how often it saw a row. */
  private static final class Probe implements StatementOperator<Long> {
    private final boolean seesSkippedRows;
    private final List<String> seen = new ArrayList<>();
    private final List<Long> remembered = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    Probe(boolean seesSkippedRows) {
      this.seesSkippedRows = seesSkippedRows;
    }

    @Override
    public String name() {
      return "probe";
    }

    @Override
    public boolean seesSkippedRows() {
      return seesSkippedRows;
    }

    @Override
    public Long decide(Long prior, StatementTurn turn) {
      String id = turn.row().queryId();
      remembered.add(prior == null ? 0 : prior);
      texts.add(turn.text() == null ? null : turn.text().text().toString());
      if (turn.delta() == null) {
        seen.add(id + " " + turn.skipped());
      } else {
        long calls = turn.delta().sum(1L << 1);
        seen.add(id + "+" + calls);
        TreeMap<String, Long> entries = new TreeMap<>();
        entries.put("probe", calls);
        turn.emit(new Insight.Ledger(turn.record().source(), calls, entries, 1));
      }
      return prior == null ? 1 : prior + 1;
    }

    @Override
    public PartCodec<Long> part() {
      return new PartCodec<>() {
        @Override
        public int id() {
          return 99;
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
    }
  }
}
