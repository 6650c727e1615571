package io.dbintel.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoTest {

  private final Printed printed = new Printed();

  @Test
  void showsStatementsWaitsAndBlockersAndLeavesNothingBehind() throws Exception {
    Demo demo = new Demo(printed.screen(), Optional.empty(), Duration.ofSeconds(1), true);
    demo.start();
    try {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  assertThat(printed.text())
                      .containsPattern("\\d\\.\\d  +shop +SELECT o\\.id, p\\.name")
                      .containsPattern("\\d\\.\\d  +shop +SELECT id, region FROM customers")
                      .containsPattern("\\d\\.\\d  idle in transaction")
                      .containsPattern(
                          "\\d+ stock-count \\[idle in transaction] UPDATE .*\n   └─ \\d+")
                      .containsPattern("delivered over OTLP: [1-9]\\d* events, [1-9]\\d* metric")
                      .containsPattern("sampling +demo/shop +named: \\d+\\.\\d% of statement")
                      .containsPattern("rates +demo/shop +statement rows \\d+ at 100\\.0%"));
      await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(
              () ->
                  assertThat(printed.text())
                      .contains("incident begins")
                      .contains("circuit of demo/shop: closed -> open (lock_queue)")
                      .containsPattern("circuit +demo/shop +OPEN for \\d+ s .*: polling rests")
                      .contains("incident is over")
                      .containsPattern("half_open -> closed \\(probes_good\\)")
                      .containsPattern("circuit +demo/shop +CLOSED for \\d+ s"));
    } finally {
      demo.close();
    }

    demo.awaitStop();
    assertThat(printed.text()).doesNotContain("@example.com").doesNotContain("PROBLEMS");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void endsByItselfAfterItsTime() {
    assertThat(
            QuickstartCommand.commandLine(printed.screen())
                .execute("demo", "--for", "2s", "--interval", "10s"))
        .isZero();
    assertThat(printed.text()).startsWith("Starting PostgreSQL 18").contains("Stopping ...");
  }

  @Test
  void mayBeStoppedWhileItStarts() throws Exception {
    Demo demo = new Demo(printed.screen(), Optional.empty(), Duration.ofSeconds(1), false);
    demo.close();
    demo.start();

    demo.awaitStop();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
