package io.dbintel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data and settings of a server that is made. */
final class NewCluster {

  private NewCluster() {}

  /** Lines of postgresql.conf unless a test says otherwise. */
  static Map<String, String> settings(int major) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("listen_addresses", "127.0.0.1");
    defaults.put("unix_socket_directories", "");
    defaults.put("shared_preload_libraries", "pg_stat_statements");
    defaults.put("pg_stat_statements.track", "all");
    defaults.put("fsync", "off");
    defaults.put("shared_buffers", "32MB");
    defaults.put("max_connections", "60");
    defaults.put("password_encryption", "scram-sha-256");
    if (major >= 14) {
      defaults.put("compute_query_id", "on");
    }
    return defaults;
  }

  /** Initialises the data: the superuser is trusted, every other role needs its password. */
  static void create(PostgresPrograms programs, Path directory, Path data, String superuser)
      throws IOException {
    programs.account().own(directory);
    programs.run(
        "initdb",
        List.of(
            "-D",
            data.toString(),
            "-U",
            superuser,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C"));
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all,replication "
            + superuser
            + " 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
            + "host all all ::1/128 scram-sha-256\nlocal all all scram-sha-256\n");
  }
}
