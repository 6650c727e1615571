package io.dbintel.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.quickstart.view.ControlSnapshot.BudgetLine;
import io.dbintel.quickstart.view.ControlSnapshot.BudgetReport;
import io.dbintel.quickstart.view.ControlSnapshot.CircuitLine;
import io.dbintel.quickstart.view.ControlSnapshot.Happening;
import io.dbintel.quickstart.view.ControlSnapshot.PlanLine;
import io.dbintel.quickstart.view.ControlSnapshot.RateLine;
import io.dbintel.quickstart.view.ControlSnapshot.SamplingLine;
import io.dbintel.quickstart.view.Snapshot.BlockingTree;
import io.dbintel.quickstart.view.Snapshot.StatementLine;
import io.dbintel.quickstart.view.Snapshot.WaitLine;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableRendererTest {

  private static final StatementLine UPDATE =
      new StatementLine("shop", "UPDATE t\n   SET a = ?\n WHERE id = $1", 12.25, 0.825, 3.5, 1);
  private static final StatementLine OTHERS =
      new StatementLine("", "(all other statements)", 1234.5, 0.175, 0.01, 0.5);
  private static final BlockingTree THIRD =
      new BlockingTree(12, "web", "waits 0.2 s, Lock:tuple", "UPDATE t", List.of());
  private static final BlockingTree SECOND =
      new BlockingTree(
          11, "pricing", "waits 1.0 s, Lock:transactionid", "UPDATE t", List.of(THIRD));
  private static final BlockingTree FIRST =
      new BlockingTree(10, "batch", "idle in transaction", "UPDATE t", List.of(SECOND));

  @Test
  void drawsEverything() {
    Snapshot snapshot =
        new Snapshot(
            "TITLE",
            "delivered: 7",
            new ControlSnapshot(
                List.of(
                    new CircuitLine("acme/one", "open", "lock_queue", false, 4),
                    new CircuitLine("acme/two", "half_open", "break_over", true, 1)),
                List.of(
                    new SamplingLine(
                        "acme/one",
                        0.25,
                        0.987,
                        null,
                        List.of(new RateLine(1, 18), new RateLine(0.013, 2)),
                        List.of())),
                List.of(
                    new BudgetLine("acme", 2_500_000, null),
                    new BudgetLine(
                        "beta", 0, new BudgetReport("2026-11", 0.125, 20.0, 3.5, 1, false))),
                List.of(new PlanLine("acme/one", 19, 17, 1_234.56)),
                List.of(new Happening(3_661_000, "incident begins"))),
            List.of(UPDATE),
            OTHERS,
            List.of(new WaitLine("Lock:tuple", 1.5), new WaitLine("CPU", 0.1)),
            List.of(FIRST),
            List.of("acme/one: refused the password"));

    assertThat(String.join("\n", new TableRenderer(110, ZoneOffset.UTC).render(snapshot)))
        .isEqualTo(
            """
            TITLE
            delivered: 7

            CIRCUIT, SAMPLING, BUDGET
              circuit   acme/one         OPEN for 4 s (lock_queue): polling rests
              circuit   acme/two         HALF-OPEN for 1 s (break_over): shadow mode, polling goes on
              sampling  acme/one         named: 25.0% of statement rows with 98.7% of the time, - of sampled sessions
              rates     acme/one         statement rows 18 at 100.0%, 2 at 1.3%; sessions -
              budget    acme             2.5 MB billed while watching; reports come hourly, the first after ten minutes
              budget    beta             0.1250 of 20.00 spent in 2026-11, forecast 3.50, level 1; 0.0 MB billed while wa…
              plans     acme/one         19 statements planned, 17 structures, the dearest costs 1235
              01:01:01 incident begins

            TOP STATEMENTS
              calls/s   time   mean ms rows/call  database statement
                 12.3  82.5%      3.50       1.0  shop     UPDATE t SET a = ? WHERE id = $1
               1234.5  17.5%      0.01       0.5           (all other statements)

            ACTIVE SESSIONS BY WAIT EVENT
                  1.5  Lock:tuple                       ######
                  0.1  CPU                              #

            WHO BLOCKS WHOM
              10 batch [idle in transaction] UPDATE t
               └─ 11 pricing [waits 1.0 s, Lock:transactionid] UPDATE t
                   └─ 12 web [waits 0.2 s, Lock:tuple] UPDATE t

            PROBLEMS
              acme/one: refused the password\
            """);
  }

  @Test
  void saysWhatIsMissing() {
    Snapshot empty =
        new Snapshot(
            "T", "D", ControlSnapshot.NOTHING, List.of(), null, List.of(), List.of(), List.of());

    assertThat(String.join("\n", new TableRenderer(90, ZoneOffset.UTC).render(empty)))
        .contains("waiting for the first poll", "waiting for two polls", "  none", "  nobody")
        .doesNotContain("PROBLEMS");
  }

  @Test
  void countsThoseWhoWaitWhenTheyAreMany() {
    BlockingTree waiting = new BlockingTree(2, "web", "waits 1.0 s", "SELECT", List.of());
    BlockingTree hog = new BlockingTree(1, "hog", "CPU", "SELECT", Collections.nCopies(9, waiting));
    Snapshot snapshot =
        new Snapshot(
            "T", "D", ControlSnapshot.NOTHING, List.of(), null, List.of(), List.of(hog), List.of());

    assertThat(new TableRenderer(90, ZoneOffset.UTC).render(snapshot))
        .endsWith("   └─ 2 web [waits 1.0 s] SELECT", "   └─ and 3 more")
        .filteredOn(line -> line.contains("2 web"))
        .hasSize(6);
  }

  @Test
  void cutsWhatIsTooWide() {
    StatementLine wide =
        new StatementLine("an-instance-with-a-long-name/and-database", "x".repeat(99), 1, 1, 1, 1);
    Snapshot snapshot =
        new Snapshot(
            "T",
            "D",
            ControlSnapshot.NOTHING,
            List.of(wide),
            null,
            List.of(),
            List.of(),
            List.of());

    List<String> lines = new TableRenderer(70, ZoneOffset.UTC).render(snapshot);

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(70));
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("an-instance-with-a-long-name/…"));
  }
}
