package io.dbintel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MySQL or MariaDB server beside this JVM, on the loopback interface, with the performance schema
 * on. User {@code root} needs no password; every other user is made by the test.
 *
 * <p>The server's data is removed by {@link #close()}; a server still running when the JVM ends is
 * killed.
 */
public final class EmbeddedMysql implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedMysql.class);
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 60;

  private final MysqlRelease release;
  private final Path directory;
  private final int port;
  private final Map<String, String> settings;
  private final Thread closeOnExit = new Thread(this::close, "close-embedded-mysql");
  private Process server;

  private EmbeddedMysql(
      MysqlRelease release, Path directory, int port, Map<String, String> settings) {
    this.release = release;
    this.directory = directory;
    this.port = port;
    this.settings = settings;
  }

  /**
   * A server of the release.
   *
   * @throws IllegalStateException when it was not fetched; see {@link MysqlRelease#available()}
   */
  public static Builder builder(MysqlRelease release) {
    if (!release.available()) {
      throw new IllegalStateException(release.missing());
    }
    return new Builder(release);
  }

  /** Chooses the options of a server. */
  public static final class Builder {

    private final MysqlRelease release;
    private final Map<String, String> settings;
    private boolean closedAtExit = true;
    private int port;

    private Builder(MysqlRelease release) {
      this.release = release;
      this.settings = NewMysqlData.settings(release);
    }

    /** An option of the server's command line, such as {@code long-query-time}, {@code 1}. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** TCP port; a free one by default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /**
     * Leaves the end of the JVM to the caller, who stops other things in an orderly way first and
     * closes the server then.
     */
    public Builder closedByCallerAtExit() {
      this.closedAtExit = false;
      return this;
    }

    /** Starts the server with fresh data and returns when it answers. */
    public EmbeddedMysql start() {
      try {
        EmbeddedMysql mysql =
            new EmbeddedMysql(
                release,
                Files.createTempDirectory("dbintel-mysql"),
                port == 0 ? FreePort.find() : port,
                new LinkedHashMap<>(settings));
        if (closedAtExit) {
          Runtime.getRuntime().addShutdownHook(mysql.closeOnExit);
        }
        NewMysqlData.create(release, mysql.data(), mysql.logFile());
        Files.writeString(
            mysql.directory.resolve("root.sql"),
            "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1';\n"
                + "GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n");
        mysql.start();
        return mysql;
      } catch (IOException e) {
        throw new UncheckedIOException(release + " could not be set up", e);
      }
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** Which server it is. */
  public MysqlRelease release() {
    return release;
  }

  /** A new connection of root, without a default database. */
  public Connection connection() throws SQLException {
    return connection("");
  }

  /** A new connection of root to a database. */
  public Connection connection(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://" + host() + ":" + port + "/" + database, "root", "");
  }

  /**
   * Executes statements as root, one after the other.
   *
   * @throws IllegalStateException when the server refuses one
   */
  public void execute(String... statements) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(release + " refused: " + List.of(statements), e);
    }
  }

  /** Writes a file that the server may read beside its data, such as a key. */
  public Path file(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name + " to " + directory, e);
    }
  }

  /** What the server has written to its log so far. */
  public String serverLog() {
    try {
      return new String(Files.readAllBytes(logFile()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + logFile(), e);
    }
  }

  /** Operating-system process id of the server. */
  public long pid() {
    return server.pid();
  }

  /** Changes an option of the command line from the next {@link #start()} on. */
  public void setting(String name, String value) {
    settings.put(name, value);
  }

  /** Starts the stopped server on the same port and data and returns when it answers. */
  public void start() {
    List<String> command = new ArrayList<>(release.command());
    command.addAll(
        List.of(
            "--datadir=" + data(),
            "--port=" + port,
            "--socket=" + directory.resolve("sock"),
            "--pid-file=" + directory.resolve("pid"),
            "--tmpdir=" + directory,
            "--init-file=" + directory.resolve("root.sql")));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    try {
      server =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + release, e);
    }
    awaitReady();
  }

  /** Orderly shutdown. */
  public void stop() {
    server.destroy();
    if (!await(STOP_SECONDS)) {
      throw new IllegalStateException(
          release + " on port " + port + " did not stop: " + LogTail.of(logFile()));
    }
  }

  /** Kills the server without a chance to clean up. */
  public void kill() {
    server.destroyForcibly();
    await(STOP_SECONDS);
  }

  /** Orderly restart on the same port and data. */
  public void restartCleanly() {
    stop();
    start();
  }

  /** Kills the server and starts it on the same port and data, which it recovers. */
  public void crash() {
    kill();
    start();
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      kill();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(closeOnExit);
    } catch (IllegalStateException exiting) {
      log.debug("closed at exit");
    }
    Directories.deleteRecursively(directory);
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < deadline && server.isAlive()) {
      try (Connection connection = connection()) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException notYet) {
        pause();
      }
    }
    throw new IllegalStateException(
        release + " does not answer on port " + port + ": " + LogTail.of(logFile()));
  }

  private void pause() {
    try {
      server.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + release + " was starting", e);
    }
  }

  private boolean await(long seconds) {
    try {
      return server.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + release + " was stopping", e);
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path logFile() {
    return directory.resolve("server.log");
  }
}
