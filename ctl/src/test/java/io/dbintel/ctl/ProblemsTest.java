package io.dbintel.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ctl.Ctl.Run;
import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.SelfSigned;
import io.dbintel.runtime.tls.TlsContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when a request cannot be made or is refused. */
class ProblemsTest {

  private final FakeAdmin admin = FakeAdmin.start();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    admin.close();
  }

  private static Map<String, String> environment(String url, String token) {
    return Map.of("DBINTEL_ADMIN_URL", url, "DBINTEL_ADMIN_TOKEN", token);
  }

  @Test
  void nobodyListens() {
    String url = "http://localhost:" + FreePort.find();
    Run run = Ctl.run(environment(url, FakeAdmin.TOKEN), "circuits");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no admin API listens at " + url).contains("admin.port");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theHostIsUnknown() {
    Run run = Ctl.run(environment("https://nowhere.invalid:1", FakeAdmin.TOKEN), "circuits");
    assertThat(run.err()).contains("not known here").contains("--url");
  }

  @Test
  void nobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run =
          Ctl.run(
              environment("http://localhost:" + silent.getLocalPort(), FakeAdmin.TOKEN),
              "circuits",
              "--timeout",
              "300ms");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("did not answer within 300 ms");
    }
  }

  @Test
  void theTokenIsUnknown() {
    Run run = Ctl.run(environment(admin.url(), "another-token"), "circuits");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("not one of admin.tokens")
        .contains("DBINTEL_ADMIN_TOKEN")
        .contains("admin-token")
        .doesNotContain("another-token");
  }

  @Test
  void theRoleIsTooLow() {
    admin.onError(
        "POST /instances/acme/orders/forget", 403, "forbidden", "role viewer may not; needs admin");
    Run run = Ctl.run(admin, "forget", "acme/orders", "--reason", "x");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("needs admin").contains("higher role");
  }

  @Test
  void anUnknownInstanceIsToldWithThoseThatAreLikeIt() {
    admin.on(
        "GET /instances",
        200,
        "{\"instances\":[{\"instance\":\"acme/orders\"},{\"instance\":\"beta/order\"},"
            + "{\"instance\":\"beta/elsewhere\"}]}");
    Run run = Ctl.run(admin, "top", "acme/order");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("did you mean acme/orders or beta/order?")
        .doesNotContain("elsewhere");
    assertThat(Ctl.run(admin, "top", "zz/unlike-anything").err()).contains("the 3 that are known");
    admin.on("GET /instances", 200, "{\"instances\":[]}");
    assertThat(Ctl.run(admin, "top", "acme/order").err()).contains("does an agent deliver?");
    admin.onError("GET /instances", 503, "unavailable", "moving");
    assertThat(Ctl.run(admin, "top", "acme/order").err()).contains("nothing is known of it");
  }

  @Test
  void anInstanceOnTheMoveIsToldWithTheTimeToTryAgain() {
    admin.onError("GET /instances/acme/orders/sessions", 503, "unavailable", "partition 7 moves");
    Run run = Ctl.run(admin, "sessions", "acme/orders");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("partition 7 moves").contains("in 3 s");
  }

  @Test
  void aMessageOfTheServerCannotSteerTheTerminal() {
    admin.onError("GET /circuits", 422, "invalid_argument", "bad \\u001b]0;x\\u0007 thing");
    assertThat(Ctl.run(admin, "circuits").err()).doesNotContain("\u001b", "\u0007").contains("bad");
  }

  @Test
  void somethingElseAnswers() {
    admin.on("GET /circuits", 200, "<html>hello</html>");
    Run page = Ctl.run(admin, "circuits");
    assertThat(page.exitCode()).isEqualTo(1);
    assertThat(page.err()).contains("answered 200 and not as the admin API does");
    admin.on("GET /circuits", 302, "", Map.of("Location", admin.url() + "/api/v1/budgets"));
    assertThat(Ctl.run(admin, "circuits").err()).contains("answered 302");
    assertThat(admin.requests()).doesNotContain("GET /budgets");
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    admin.on("GET /circuits", 200, "\"" + "x".repeat(17 << 20) + "\"");
    Run run = Ctl.run(admin, "circuits");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("more than 16777216 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:80", "ftp://localhost", "https://u:p@host", "https://host/else", "::"})
  void anAddressIsNone(String url) {
    Run run = Ctl.run(environment(url, FakeAdmin.TOKEN), "circuits");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--url is " + url);
  }

  @Test
  void aTokenDoesNotLeaveTheHostInTheClear() {
    Map<String, String> elsewhere = environment("http://192.0.2.1:1", FakeAdmin.TOKEN);
    Run run = Ctl.run(elsewhere, "circuits");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("without TLS").contains("--allow-http");
    assertThat(Ctl.run(elsewhere, "circuits", "--allow-http", "--timeout", "50ms").exitCode())
        .isEqualTo(1);
    Map<String, String> looksLocal = environment("http://127.0.0.1.example:1", FakeAdmin.TOKEN);
    assertThat(Ctl.run(looksLocal, "circuits").exitCode()).isEqualTo(2);
  }

  @Test
  void withoutATokenOrAnAddressNothingIsSent() throws Exception {
    Map<String, String> address = Map.of("DBINTEL_ADMIN_URL", admin.url());
    Run none = Ctl.run(address, "circuits");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--token-file").contains("DBINTEL_ADMIN_TOKEN");
    Path file = directory.resolve("token");
    assertThat(Ctl.run(address, "circuits", "--token-file", file.toString()).err())
        .contains("cannot be read (NoSuchFileException)");
    Files.writeString(file, "two words");
    assertThat(Ctl.run(address, "circuits", "--token-file", file.toString()).err())
        .contains("holds no token")
        .doesNotContain("two words");
    Files.writeString(file, "x".repeat(5_000));
    assertThat(Ctl.run(address, "circuits", "--token-file", file.toString()).exitCode())
        .isEqualTo(2);
    assertThat(admin.requests()).isEmpty();
    admin.on("GET /circuits", 200, "{\"circuits\":[]}");
    Files.writeString(file, FakeAdmin.TOKEN + "\n");
    Run run = Ctl.run(Map.of(), "circuits", "--url", admin.url(), "--token-file", file.toString());
    assertThat(run.out()).isEqualTo("no circuit yet\n");
  }

  @Test
  void aCertificateIsVerifiedAgainstTheGivenAuthority() throws Exception {
    SelfSigned own = SelfSigned.create(directory, "localhost");
    SelfSigned other =
        SelfSigned.create(Files.createDirectory(directory.resolve("b")), "localhost");
    try (FakeAdmin tls =
        FakeAdmin.startWithTls(
            TlsContext.read(
                Optional.empty(),
                Optional.of(own.certificateFile()),
                Optional.of(own.keyFile())))) {
      tls.on("GET /circuits", 200, "{\"circuits\":[]}");
      Run trusted = Ctl.run(tls, "circuits", "--ca-file", own.certificateFile().toString());
      assertThat(trusted.err()).isEmpty();
      assertThat(trusted.exitCode()).isZero();
      Run untrusted = Ctl.run(tls, "circuits", "--ca-file", other.certificateFile().toString());
      assertThat(untrusted.exitCode()).isEqualTo(1);
      assertThat(untrusted.err()).contains("could not be verified").contains("--ca-file");
      assertThat(tls.requests()).hasSize(1);
    }
    Run noCa = Ctl.run(admin, "circuits", "--ca-file", directory.resolve("none").toString());
    assertThat(noCa.exitCode()).isEqualTo(2);
    assertThat(noCa.err()).contains("--ca-file");
  }
}
