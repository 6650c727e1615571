package io.dbintel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A base backup by hand: the binaries here come without pg_basebackup. */
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
   * Copies the data of a running server for a standby.
   *
   * @param connection of the superuser of the server
   * @param from its data folder
   * @param to the folder that is made
   * @param programs of the standby
   */
  static void copy(Connection connection, Path from, Path to, PostgresPrograms programs)
      throws IOException, SQLException {
    programs.account().own(to.getParent());
    try (Statement backup = connection.createStatement()) {
      boolean renamed = connection.getMetaData().getDatabaseMajorVersion() >= 15;
      backup.execute(
          renamed
              ? "SELECT pg_backup_start('standby', true)"
              : "SELECT pg_start_backup('standby', true, false)");
      programs.runCommand("sh", List.of("-c", COPY, "sh", from.toString(), to.toString()));
      String label =
          renamed
              ? "SELECT labelfile FROM pg_backup_stop(false)"
              : "SELECT labelfile FROM pg_stop_backup(false, false)";
      try (ResultSet stopped = backup.executeQuery(label)) {
        stopped.next();
        Files.writeString(to.resolve("backup_label"), stopped.getString(1));
      }
    }
    Files.createFile(to.resolve("standby.signal"));
    programs.account().own(to.resolve("backup_label"));
    programs.account().own(to.resolve("standby.signal"));
  }
}
