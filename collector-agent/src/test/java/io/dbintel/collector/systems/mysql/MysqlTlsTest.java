package io.dbintel.collector.systems.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.collector.system.PollFailure;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import io.dbintel.embedded.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Protected connections to a server whose certificate is for localhost, or for another host. */
class MysqlTlsTest {

  private static final String USER = "user: dbintel, password: monitor";

  @TempDir private Path keys;

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void areAsTheModeSays(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    SelfSigned server = SelfSigned.create(keys, "server");
    SelfSigned client = SelfSigned.create(keys, "client");
    try (EmbeddedMysql mysql = start(release, server, client)) {
      mysql.execute(
          "CREATE USER 'shows'@'%' IDENTIFIED BY 'monitor' REQUIRE X509",
          "GRANT SELECT ON performance_schema.* TO 'shows'@'%'");
      String root = ", rootCertificate: '" + server.certificateFile() + "'}";
      assertThat(cipher(mysql, USER)).as("preferred on loopback").isNotEmpty();
      assertThat(cipher(mysql, USER + ", tls: {mode: disabled}")).isEmpty();
      assertThat(cipher(mysql, USER + ", tls: {mode: required}")).isNotEmpty();
      assertThat(cipher(mysql, USER + ", tls: {mode: required, minVersion: TLSv1.3}"))
          .startsWith("TLS_");
      assertThat(cipher(mysql, USER + ", tls: {mode: verify-ca" + root)).isNotEmpty();
      assertThat(cipher(mysql, USER + ", tls: {mode: verify-identity" + root)).isNotEmpty();
      assertThat(
              cipher(
                  mysql,
                  "user: shows, password: monitor, tls: {mode: required, certificate: '"
                      + client.certificateFile()
                      + "', key: '"
                      + client.keyFile()
                      + "'}"))
          .isNotEmpty();
      assertThatThrownBy(() -> cipher(mysql, USER + ", tls: {mode: verify-ca}"))
          .isInstanceOf(PollFailure.class)
          .hasMessageContainingAll("is not trusted", "tls.rootCertificate");
      assertThatThrownBy(
              () ->
                  cipher(
                      mysql,
                      USER
                          + ", tls: {mode: verify-ca, rootCertificate: '"
                          + client.certificateFile()
                          + "'}"))
          .hasMessageContaining("is not trusted");
      assertThatThrownBy(() -> cipher(mysql, USER + ", tls: {rootCertificate: /no/such.pem}"))
          .hasMessageContainingAll("instances[].tls.rootCertificate", "/no/such.pem");
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void refuseACertificateOfAnotherHost(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    SelfSigned server = SelfSigned.create(keys, "elsewhere", "dns:elsewhere.example");
    try (EmbeddedMysql mysql = start(release, server, server)) {
      String root = ", rootCertificate: '" + server.certificateFile() + "'}";
      assertThat(cipher(mysql, USER + ", tls: {mode: verify-ca" + root)).isNotEmpty();
      assertThatThrownBy(() -> cipher(mysql, USER + ", tls: {mode: verify-identity" + root))
          .isInstanceOf(PollFailure.class)
          .hasMessageContaining("is for another host name");
    }
  }

  @Test
  void aServerWithoutTls() throws Exception {
    MysqlRelease release = MysqlRelease.MARIADB_10_11;
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql = TestServers.withUser(EmbeddedMysql.builder(release).start())) {
      assertThat(cipher(mysql, USER)).as("preferred on loopback").isEmpty();
      assertThatThrownBy(() -> cipher(mysql, USER + ", tls: {mode: required}"))
          .hasMessageContaining("offers no TLS");
    }
  }

  @Test
  void areVerifiedWhenTheyLeaveTheMachine() {
    MysqlTlsConfig tls = TestServers.config("mysql", "db.example", 3306, "user: x").tls();
    assertThat(tls.modeFor("db.example")).isEqualTo("verify-identity");
    assertThat(tls.modeFor("10.0.0.7")).isEqualTo("verify-identity");
    assertThat(tls.modeFor("127.0.0.1")).isEqualTo("preferred");
    assertThatThrownBy(
            () ->
                TestServers.config(
                    "mysql", "db", 3306, "user: x, tls: {certificate: /etc/client.pem}"))
        .hasMessageContaining("tls.certificate and tls.key together");
  }

  private static EmbeddedMysql start(MysqlRelease release, SelfSigned server, SelfSigned client)
      throws Exception {
    EmbeddedMysql mysql =
        EmbeddedMysql.builder(release)
            .setting("ssl-cert", server.certificateFile().toString())
            .setting("ssl-key", server.keyFile().toString())
            .setting("ssl-ca", client.certificateFile().toString())
            .start();
    assertThat(Files.exists(server.keyFile())).isTrue();
    return TestServers.withUser(mysql);
  }

  /** Name of the cipher of a connection of the agent; empty for none. */
  private static String cipher(EmbeddedMysql mysql, String settings) throws PollFailure {
    MysqlInstance config =
        TestServers.config(TestServers.system(mysql), "localhost", mysql.port(), settings);
    try (MysqlConnections connections = MysqlConnections.open(config)) {
      return connections
          .jdbc()
          .inTransaction(
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet row =
                        statement.executeQuery("show session status like 'Ssl_cipher'")) {
                  row.next();
                  return row.getString(2);
                }
              });
    }
  }
}
