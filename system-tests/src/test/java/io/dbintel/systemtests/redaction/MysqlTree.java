package io.dbintel.systemtests.redaction;

import io.dbintel.embedded.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** MySQL out of the tree that {@code bin/fetch-mysql.sh} unpacks, run with chroot by root. */
final class MysqlTree implements AutoCloseable {

  private final Process server;
  private final int port;

  private MysqlTree(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts a server with fresh data; empty when there is no tree or this is not root. */
  static Optional<MysqlTree> start() throws IOException, InterruptedException {
    Path tree =
        Path.of(System.getProperty("dbintel.root", "."), "system-tests/target/mysql/tree")
            .toAbsolutePath();
    boolean runnable =
        Files.isExecutable(tree.resolve("usr/sbin/mysqld"))
            && "root".equals(System.getProperty("user.name"));
    if (!runnable) {
      return Optional.empty();
    }
    int port = FreePort.find();
    String data = "/data-" + port;
    Files.createDirectories(tree.resolve("." + data));
    if (mysqld(tree, data, "--initialize-insecure").waitFor() != 0) {
      throw new IllegalStateException("mysqld could not initialise " + tree + data);
    }
    Process server =
        mysqld(
            tree,
            data,
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--mysqlx=OFF",
            "--socket=/tmp/" + port + ".sock");
    MysqlTree mysql = new MysqlTree(server, port);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(mysql::answers);
    return Optional.of(mysql);
  }

  private static Process mysqld(Path tree, String data, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "chroot",
                tree.toString(),
                "/usr/sbin/mysqld",
                "--no-defaults",
                "--user=root",
                "--datadir=" + data,
                "--secure-file-priv="));
    command.addAll(List.of(options));
    File log = tree.resolve("tmp/mysqld.log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private boolean answers() {
    try (Connection connection = connection()) {
      return connection.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }

  Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=root");
  }

  @Override
  public void close() throws InterruptedException {
    server.destroy();
    if (!server.waitFor(30, TimeUnit.SECONDS)) {
      server.destroyForcibly();
    }
  }
}
