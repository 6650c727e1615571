package io.dbintel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A base backup by hand, to be started as a standby: the binaries have no pg_basebackup. */
final class BaseBackup {

  /** Copies a data folder, first argument, to the second; files of statistics come and go. */
  private static final String COPY =
      """
      mkdir -m 700 "$2" "$2/pg_stat_tmp" && cd "$1" && for entry in *; do
        case "$entry" in
          pg_stat_tmp | postmaster.*) ;;
          *) cp -a "$entry" "$2/" || exit 1 ;;
        esac
      done
      """;

  private BaseBackup() {}

  /**
   * Copies the data of a running server.
   *
   * @param superuser connection to the server
   * @param from its data folder
   * @param to folder to make, in one that belongs to the account of the programs
   */
  static void take(Connection superuser, Path from, Path to, PostgresPrograms programs)
      throws SQLException, IOException {
    boolean renamed = superuser.getMetaData().getDatabaseMajorVersion() >= 15;
    Path label = to.resolve("backup_label");
    try (Statement backup = superuser.createStatement()) {
      backup.execute(
          renamed
              ? "SELECT pg_backup_start('standby', true)"
              : "SELECT pg_start_backup('standby', true, false)");
      programs.runCommand("sh", List.of("-c", COPY, "sh", from.toString(), to.toString()));
      try (ResultSet stopped =
          backup.executeQuery(
              renamed
                  ? "SELECT labelfile FROM pg_backup_stop(false)"
                  : "SELECT labelfile FROM pg_stop_backup(false, false)")) {
        stopped.next();
        Files.writeString(label, stopped.getString(1));
      }
    }
    Path signal = Files.createFile(to.resolve("standby.signal"));
    programs.account().own(label);
    programs.account().own(signal);
  }
}
