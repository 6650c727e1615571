package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.InstalledPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Protected connections to a server with a certificate for localhost of an authority of its own.
 */
class TlsTest {

  @TempDir private static Path keys;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(InstalledPostgres.home().isPresent(), "no PostgreSQL with TLS is installed");
    authority("ca");
    signed("server", "/CN=localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1");
    signed("client", "/CN=dbintel", "keyUsage=digitalSignature");
    openssl("rsa", "-in", "client.key", "-traditional", "-out", "client.pkcs1");
    openssl(
        "pkcs8",
        "-topk8",
        "-nocrypt",
        "-in",
        "client.key",
        "-outform",
        "DER",
        "-out",
        "client.der");
    Files.writeString(keys.resolve("cut.key"), "-----BEGIN PRIVATE KEY-----");
    postgres = EmbeddedPostgres.builder().installation(InstalledPostgres.home().get()).start();
    postgres.execute("create role dbintel login password 'monitor' in role pg_monitor");
    setting("ssl_cert_file", "server.pem");
    setting("ssl_key_file", "server.key");
    setting("ssl_ca_file", "ca.pem");
    postgres.execute("alter system set ssl = on");
    postgres.restartCleanly();
  }

  private static void setting(String name, String file) throws IOException {
    Path copy = postgres.file(file, Files.readString(keys.resolve(file)));
    postgres.execute("alter system set " + name + " = '" + copy + "'");
  }

  @AfterAll
  static void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static void authority(String name) throws Exception {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=authority",
        "-keyout",
        name + ".key",
        "-out",
        name + ".pem");
  }

  private static void signed(String name, String subject, String extension) throws Exception {
    openssl(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        subject,
        "-keyout",
        name + ".key",
        "-out",
        name + ".csr");
    Files.writeString(keys.resolve(name + ".ext"), extension);
    openssl(
        "x509",
        "-req",
        "-in",
        name + ".csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        name + ".ext",
        "-out",
        name + ".pem");
  }

  private static void openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(keys.toFile())
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("openssl.log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(keys.resolve("openssl.log"))).isZero();
  }

  private static PostgresConfig config(String host, int port, String tls) {
    return (PostgresConfig)
        ConfigLoader.parse(
                AgentConfig.class,
                """
                kafka: {bootstrapServers: "localhost:1"}
                instances:
                  - {id: acme/orders, system: postgresql, host: "%s", port: %d, user: dbintel, password: monitor, tls: {%s}}
                """
                    .formatted(host, port, tls.replace("KEYS", keys.toString())))
            .instances()
            .get(0);
  }

  private static List<CheckFinding> missing(String tls) {
    return new PostgresSystem()
        .check(config("127.0.0.1", postgres.port(), tls)).stream()
            .filter(CheckFinding::missing)
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: verify-full, rootCertificate: KEYS/ca.pem",
        "mode: verify-full, rootCertificate: KEYS/ca.pem, minVersion: TLSv1.3",
        "mode: verify-full, rootCertificate: KEYS/ca.pem, certificate: KEYS/client.pem, key:"
            + " KEYS/client.key",
        "mode: verify-ca, rootCertificate: KEYS/ca.pem, certificate: KEYS/client.pem, key:"
            + " KEYS/client.der",
        "mode: require",
        "mode: prefer",
        "mode: disable"
      })
  void connectsAsProtectedAsItIsTold(String tls) throws Exception {
    assertThat(missing(tls)).isEmpty();
    try (PostgresConnections connections =
        PostgresConnections.open(config("127.0.0.1", postgres.port(), tls))) {
      List<String> seen =
          connections
              .jdbc()
              .inTransaction(
                  c ->
                      SessionSettings.row(
                          c,
                          "select ssl, version, client_dn from pg_stat_ssl where pid ="
                              + " pg_backend_pid()"));
      assertThat(seen.get(0)).isEqualTo(tls.contains("disable") ? "f" : "t");
      if (tls.contains("TLSv1.3")) {
        assertThat(seen.get(1)).isEqualTo("TLSv1.3");
      }
      assertThat("/CN=dbintel".equals(seen.get(2))).isEqualTo(tls.contains("client"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: verify-full | is not trusted | choose less with instances[].tls.mode",
        "mode: verify-full, rootCertificate: KEYS/client.pem | is not trusted | rootCertificate",
        "rootCertificate: KEYS/none.pem, mode: verify-ca | tls.rootCertificate is | PEM",
        "mode: require, certificate: KEYS/client.pem | tls.key is nothing | both",
        "mode: require, certificate: KEYS/client.pem, key: KEYS/client.pkcs1 | tls.key is | openssl"
            + " pkcs8",
        "mode: require, certificate: KEYS/client.pem, key: KEYS/cut.key | tls.key is | openssl"
            + " pkcs8"
      })
  void saysWhatIsWrong(String tls, String what, String fix) {
    assertThat(missing(tls))
        .singleElement()
        .matches(finding -> (finding.what() + finding.fix()).contains(what), what)
        .matches(finding -> finding.fix().contains(fix), fix);
  }

  @Test
  void anotherHostNameAndAServerWithoutTlsAreTold() throws Exception {
    signed("elsewhere", "/CN=elsewhere", "subjectAltName=DNS:elsewhere.example.com");
    setting("ssl_cert_file", "elsewhere.pem");
    setting("ssl_key_file", "elsewhere.key");
    postgres.execute("select pg_reload_conf()");
    try {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(missing("mode: verify-full, rootCertificate: KEYS/ca.pem"))
                      .singleElement()
                      .matches(finding -> finding.what().contains("for another host name")));
    } finally {
      setting("ssl_cert_file", "server.pem");
      setting("ssl_key_file", "server.key");
      postgres.execute("select pg_reload_conf()");
    }
    try (EmbeddedPostgres plain = EmbeddedPostgres.builder().start()) {
      plain.execute("create role dbintel login password 'monitor' in role pg_monitor");
      assertThat(new PostgresSystem().check(config("127.0.0.1", plain.port(), "mode: require")))
          .singleElement()
          .matches(finding -> finding.what().contains("offers no TLS"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, prefer",
    "127.0.0.1, prefer",
    "127.4.5.6, prefer",
    "::1, prefer",
    "[::1], prefer",
    "0:0:0:0:0:0:0:1, prefer",
    "/run/postgresql, disable",
    "db.example.com, verify-full",
    "localhost.example.com, verify-full",
    "10.0.0.1, verify-full",
    "::2, verify-full",
    "127.0.0.1.example.com, verify-full"
  })
  void whatLeavesTheMachineIsVerifiedUnlessToldOtherwise(String host, String mode) {
    assertThat(config(host, 5432, "").tls().modeFor(host)).isEqualTo(mode);
  }
}
