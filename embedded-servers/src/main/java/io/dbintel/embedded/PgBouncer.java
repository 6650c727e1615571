package io.dbintel.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The installed PgBouncer before an {@link EmbeddedPostgres}, for all its databases. */
public final class PgBouncer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final PoolerProcess process;
  private final int port;

  private PgBouncer(PoolerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether there is one. */
  public static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it with two server connections, so that sessions have to share them.
   *
   * @param mode session, transaction or statement
   * @param passwords of the roles that may connect
   * @param settings more lines of pgbouncer.ini
   */
  public static PgBouncer start(
      EmbeddedPostgres postgres,
      String mode,
      Map<String, String> passwords,
      Map<String, String> settings) {
    PoolerProcess process = new PoolerProcess(PROGRAM);
    int port = FreePort.find();
    Path users =
        process.file(
            "users.txt",
            passwords.entrySet().stream()
                .map(user -> "\"" + user.getKey() + "\" \"" + user.getValue() + "\"\n")
                .collect(Collectors.joining()));
    Path config =
        process.file(
            "pgbouncer.ini",
            """
            [databases]
            * = host=%s port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = plain
            auth_file = %s
            pool_mode = %s
            default_pool_size = 2
            %s
            """
                .formatted(
                    postgres.host(),
                    postgres.port(),
                    port,
                    users,
                    mode,
                    settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining("\n"))));
    process.start(List.of(config.toString()), port);
    return new PgBouncer(process, port);
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }
}
