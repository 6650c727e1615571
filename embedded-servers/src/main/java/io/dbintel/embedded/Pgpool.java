package io.dbintel.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The installed Pgpool-II before some {@link EmbeddedPostgres}, the first of which is the primary.
 * Only roles that the servers trust can log in through it.
 */
public final class Pgpool implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/pgpool");

  private final PoolerProcess process;
  private final int port;

  private Pgpool(PoolerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether there is one. */
  public static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts it with load balancing, its default. */
  public static Pgpool start(List<EmbeddedPostgres> servers) {
    PoolerProcess process = new PoolerProcess(PROGRAM);
    int port = FreePort.find();
    StringBuilder config =
        new StringBuilder(
            """
            backend_clustering_mode = 'streaming_replication'
            listen_addresses = '127.0.0.1'
            port = %1$d
            pcp_port = %2$d
            socket_dir = '%3$s'
            pcp_socket_dir = '%3$s'
            logdir = '%3$s'
            pid_file_name = '%3$s/pgpool.pid'
            enable_pool_hba = off
            load_balance_mode = on
            num_init_children = 4
            sr_check_period = 0
            health_check_period = 0
            """
                .formatted(port, FreePort.find(), process.directory()));
    for (int i = 0; i < servers.size(); i++) {
      config.append(
          """
          backend_hostname%1$d = '%2$s'
          backend_port%1$d = %3$d
          backend_weight%1$d = 1
          backend_flag%1$d = 'ALLOW_TO_FAILOVER'
          """
              .formatted(i, servers.get(i).host(), servers.get(i).port()));
    }
    Path file = process.file("pgpool.conf", config.toString());
    Path hba = process.file("pool_hba.conf", "");
    Path pcp = process.file("pcp.conf", "");
    process.start(
        List.of("-n", "-f", file.toString(), "-a", hba.toString(), "-F", pcp.toString()), port);
    return new Pgpool(process, port);
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
