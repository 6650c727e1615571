package io.dbintel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server beside this JVM, on the loopback interface, with pg_stat_statements in
 * database {@code postgres} and query ids computed.
 *
 * <p>The superuser is trusted; every other role needs its password (SCRAM). The server's data is
 * removed by {@link #close()}; a server still running when the JVM ends is stopped.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String SUPERUSER = "postgres";
  private static final long START_SECONDS = 30;

  private final PostgresPrograms programs;
  private final Path directory;
  private final int port;
  private final Map<String, String> settings;
  private final Thread closeOnExit = new Thread(this::close, "close-embedded-postgres");
  private Process postmaster;

  private EmbeddedPostgres(
      Path home, Path directory, ServerAccount account, int port, Map<String, String> settings) {
    this.programs = new PostgresPrograms(home, account, directory.resolve("server.log"));
    this.directory = directory;
    this.port = port;
    this.settings = settings;
  }

  /** Major versions that {@link Builder#version} accepts here. */
  public static SortedSet<String> versions() {
    return new TreeSet<>(PostgresBinaries.available().keySet());
  }

  /** A server of the newest version unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Chooses version and settings of a server. */
  public static final class Builder {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private String version = "18";
    private ServerAccount account;
    private int port;
    private boolean closedAtExit = true;
    private EmbeddedPostgres primary;
    private Path installation;

    private Builder() {}

    /** Major version, for example {@code 14}. */
    public Builder version(String major) {
      this.version = major;
      return this;
    }

    /** TCP port; a free one by default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** A line of postgresql.conf. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /**
     * A streaming standby of a running server of the same version, made from a copy of its data.
     */
    public Builder standbyOf(EmbeddedPostgres primary) {
      this.primary = primary;
      return this;
    }

    /**
     * Uses an installed PostgreSQL instead of the binaries that come with this project, which are
     * built without TLS.
     *
     * @param home folder with {@code bin}, see {@link InstalledPostgres}
     */
    public Builder installation(Path home) {
      this.installation = home;
      this.version = home.getFileName().toString();
      return this;
    }

    Builder account(ServerAccount account) {
      this.account = account;
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

    /** Initialises and starts the server and returns when it answers. */
    public EmbeddedPostgres start() {
      try {
        Map<String, String> all = NewCluster.settings(Integer.parseInt(version));
        all.putAll(settings);
        EmbeddedPostgres postgres =
            new EmbeddedPostgres(
                installation == null ? PostgresBinaries.unpacked(version) : installation,
                Files.createTempDirectory("dbintel-postgres-data"),
                account == null ? ServerAccount.ofThisProcess() : account,
                port == 0 ? FreePort.find() : port,
                all);
        if (closedAtExit) {
          Runtime.getRuntime().addShutdownHook(postgres.closeOnExit);
        }
        if (primary == null) {
          NewCluster.create(postgres.programs, postgres.directory, postgres.data(), SUPERUSER);
          postgres.start();
          postgres.execute("CREATE EXTENSION pg_stat_statements");
        } else {
          postgres.copy(primary);
          postgres.start();
        }
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL " + version + " could not be set up", e);
      }
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** Name of the superuser, who needs no password. */
  public String superuser() {
    return SUPERUSER;
  }

  /** JDBC URL of a database, without user. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
  }

  /** Writes a file that the server may read beside its data, such as a key. */
  public Path file(String name, String content) {
    try {
      Path file = Files.writeString(directory.resolve(name), content);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      programs.account().own(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name + " to " + directory, e);
    }
  }

  /** A new connection of the superuser. */
  public Connection connection(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, "");
  }

  /**
   * Executes one statement as superuser in database {@code postgres}.
   *
   * @throws IllegalStateException when the server refuses it
   */
  public void execute(String sql) {
    try (Connection connection = connection(SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused: " + sql, e);
    }
  }

  /** What the server has written to its log so far; bytes that are no text are replaced. */
  public String serverLog() {
    try {
      return new String(Files.readAllBytes(programs.log()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + programs.log(), e);
    }
  }

  /** Operating-system process id of the postmaster. */
  public long postmasterPid() {
    return postmaster.pid();
  }

  /** Starts the stopped server on the same port and data and returns when it answers. */
  public void start() {
    List<String> arguments = new ArrayList<>(List.of("-D", data().toString(), "-p", "" + port));
    settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    postmaster = programs.start("postgres", arguments);
    awaitReady();
  }

  /** Fast shutdown: sessions are ended, a checkpoint is written, statistics are kept. */
  public void stop() {
    programs.run("pg_ctl", List.of("-D", data().toString(), "-m", "fast", "-w", "stop"));
  }

  /** Makes a primary of a standby and returns when it accepts writes. */
  public void promote() {
    execute("SELECT pg_promote()");
  }

  /** Clean restart on the same port and data. */
  public void restartCleanly() {
    stop();
    start();
  }

  /**
   * Kills a backend as the out-of-memory killer would; the server then ends every other session and
   * recovers from its write-ahead log. Returns when it answers again.
   *
   * @param pid process id of the backend, from pg_backend_pid()
   */
  public void crashBackend(int pid) {
    try (Connection witness = connection(SUPERUSER)) {
      programs.kill(pid);
      awaitEndOf(witness); // until then it answers as if nothing had happened
    } catch (SQLException e) {
      throw new IllegalStateException("no session can see the server crash", e);
    }
    awaitReady();
  }

  private void awaitEndOf(Connection session) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (session.isValid(1)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "PostgreSQL on port " + port + " did not end its sessions after a kill");
      }
      pause();
    }
  }

  @Override
  public synchronized void close() {
    if (postmaster != null && postmaster.isAlive()) {
      stopAtOnce();
    }
    removeExitHook();
    Directories.deleteRecursively(directory);
  }

  private void copy(EmbeddedPostgres primary) throws IOException {
    try (Connection connection = primary.connection(SUPERUSER)) {
      BaseBackup.copy(connection, primary.data(), data(), programs);
    } catch (SQLException e) {
      throw new IllegalStateException("no base backup could be taken", e);
    }
    settings.put("primary_conninfo", "host=127.0.0.1 port=" + primary.port + " user=" + SUPERUSER);
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < deadline && postmaster.isAlive()) {
      try (Connection connection = connection(SUPERUSER)) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException notYet) {
        pause();
      }
    }
    throw new IllegalStateException(
        "PostgreSQL does not answer on port " + port + ": " + LogTail.of(programs.log()));
  }

  private void pause() {
    try {
      postmaster.waitFor(25, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
    }
  }

  private void stopAtOnce() {
    try {
      programs.run("pg_ctl", List.of("-D", data().toString(), "-m", "immediate", "stop"));
    } catch (IllegalStateException e) {
      log.warn("PostgreSQL on port {} did not stop and is killed: {}", port, e.getMessage());
      postmaster.destroyForcibly();
    }
  }

  private void removeExitHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(closeOnExit);
    } catch (IllegalStateException exiting) {
      log.debug("closed at exit");
    }
  }

  private Path data() {
    return directory.resolve("data");
  }
}
