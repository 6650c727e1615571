package io.dbintel.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.quickstart.view.Snapshot.BlockingTree;
import io.dbintel.quickstart.view.Snapshot.StatementLine;
import io.dbintel.quickstart.view.Snapshot.WaitLine;
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
            List.of(UPDATE),
            OTHERS,
            List.of(new WaitLine("Lock:tuple", 1.5), new WaitLine("CPU", 0.1)),
            List.of(FIRST),
            List.of("acme/one: refused the password"));

    assertThat(String.join("\n", new TableRenderer(90).render(snapshot)))
        .isEqualTo(
            """
            TITLE
            delivered: 7

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
    Snapshot empty = new Snapshot("T", "D", List.of(), null, List.of(), List.of(), List.of());

    assertThat(String.join("\n", new TableRenderer(90).render(empty)))
        .contains("waiting for two polls", "  none", "  nobody")
        .doesNotContain("PROBLEMS");
  }

  @Test
  void cutsWhatIsTooWide() {
    StatementLine wide =
        new StatementLine("an-instance-with-a-long-name/and-database", "x".repeat(99), 1, 1, 1, 1);
    Snapshot snapshot =
        new Snapshot("T", "D", List.of(wide), null, List.of(), List.of(), List.of());

    List<String> lines = new TableRenderer(70).render(snapshot);

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(70));
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("an-instance-with-a-long-name/…"));
  }
}
