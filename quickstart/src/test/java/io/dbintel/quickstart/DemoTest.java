package io.dbintel.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                      .containsPattern("plans +demo/shop +[1-9]\\d* statements planned")
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
      assertThat(top()).contains("SELECT id, region FROM customers");
    } finally {
      demo.close();
    }

    demo.awaitStop();
    assertThat(tokenFile()).doesNotExist();
    assertThat(printed.text()).doesNotContain("@example.com").doesNotContain("PROBLEMS");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** What the command that the table tells asks for. */
  private String top() throws Exception {
    Matcher told =
        Pattern.compile("ctl top demo/shop --url (http://127[.]0[.]0[.]1:\\d+) --token-file")
            .matcher(printed.text());
    assertThat(told.find()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(told.group(1) + "/api/v1/instances/demo/shop/statements"))
            .header("Authorization", "Bearer " + Files.readString(tokenFile()).strip())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static Path tokenFile() {
    return Path.of(System.getProperty("dbintel.root", "."), ".dbintel", "demo-token");
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
