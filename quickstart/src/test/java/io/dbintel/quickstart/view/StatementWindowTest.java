package io.dbintel.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.quickstart.view.Snapshot.StatementLine;
import org.junit.jupiter.api.Test;

class StatementWindowTest {

  private static final long MILLI = 1_000_000;

  private final StatementWindow window = new StatementWindow(15);

  @Test
  void dividesCallsByTheTimeSeen() {
    window.add(Events.topQuery("a/b", "1", "SELECT ?", 100, 102, 20, 30 * MILLI));
    window.add(Events.topQuery("a/b", "1", null, 102, 104, 20, 50 * MILLI));

    StatementLine line = window.rank(5).first().get(0);

    assertThat(line)
        .isEqualTo(new StatementLine("shop", "SELECT ?", 10, 1, 2, 2))
        .satisfies(only -> assertThat(only.meanMillis()).isEqualTo(2));
    assertThat(window.rank(5).others()).isNull();
  }

  @Test
  void ordersByTimeAndSumsTheRest() {
    window.add(Events.topQuery("a/b", "1", "one", 100, 110, 1, 10 * MILLI));
    window.add(Events.topQuery("a/b", "2", "two", 100, 110, 1, 60 * MILLI));
    window.add(Events.topQuery("a/b", "3", "three", 100, 110, 1, 20 * MILLI));
    window.add(Events.remainder("a/b", 100, 110, 8, 10 * MILLI));

    StatementWindow.Ranking ranking = window.rank(2);

    assertThat(ranking.first()).extracting(StatementLine::text).containsExactly("two", "three");
    assertThat(ranking.first().get(0).timeShare()).isEqualTo(0.6, within(1e-9));
    assertThat(ranking.others().callsPerSecond()).isEqualTo(0.9, within(1e-9));
    assertThat(ranking.others().timeShare()).isEqualTo(0.2, within(1e-9));
  }

  @Test
  void forgetsWhatLeftTheWindow() {
    window.add(Events.topQuery("a/b", "1", "old", 100, 102, 1, MILLI));
    window.add(Events.topQuery("a/b", "2", "new", 116, 118, 30, MILLI));

    StatementWindow.Ranking ranking = window.rank(5);

    assertThat(ranking.first()).extracting(StatementLine::text).containsExactly("new");
    assertThat(ranking.first().get(0).callsPerSecond()).isEqualTo(2, within(1e-9));
  }

  @Test
  void namesTheInstanceWhenThereAreSeveral() {
    window.add(Events.topQuery("a/b", "1", null, 100, 102, 1, 2 * MILLI));
    window.add(Events.topQuery("a/c", "1", "x", 500, 502, 1, MILLI));

    assertThat(window.rank(5).first())
        .extracting(line -> line.database() + " " + line.text())
        .containsExactly("a/b/shop (query id 1)", "a/c/shop x");
  }
}
