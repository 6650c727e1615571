package io.dbintel.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A MySQL or MariaDB server that {@code embedded-servers/bin/fetch-server.sh} unpacks from Debian's
 * packages. Its programs are run with the loader and the libraries they were built for.
 */
public enum MysqlRelease {
  MYSQL_9("mysql-9", "mysqld", "mysql"),
  MARIADB_10_11("mariadb-10.11", "mariadbd", "mysql"),
  MARIADB_11_8("mariadb-11.8", "mariadbd", "mariadb");

  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

  private final String folder;
  private final String program;
  private final String share;

  MysqlRelease(String folder, String program, String share) {
    this.folder = folder;
    this.program = program;
    this.share = share;
  }

  /** Whether it was fetched. */
  public boolean available() {
    return Files.isExecutable(tree().resolve("usr/sbin").resolve(program));
  }

  /** What a test that needs it says when it skips itself. */
  public String missing() {
    return "no "
        + folder
        + " server here; get one with embedded-servers/bin/fetch-server.sh "
        + folder;
  }

  /** Whether it is MariaDB. */
  public boolean isMariadb() {
    return program.startsWith("mariadb");
  }

  /** The folder that the script prints. */
  Path tree() {
    return base().resolve(folder);
  }

  /** Initialised data that servers start with, made by the first one. */
  Path template() {
    return base().resolve(folder + "-data");
  }

  /** A file or folder beside the server's messages and character sets. */
  Path shared(String name) {
    return tree().resolve("usr/share").resolve(share).resolve(name);
  }

  /** The words that run the server, before its options. */
  List<String> command() {
    Path tree = tree();
    List<String> command =
        new ArrayList<>(
            List.of(
                tree.resolve(LIBRARIES).resolve("ld-linux-x86-64.so.2").toString(),
                "--library-path",
                tree.resolve(LIBRARIES).toString(),
                tree.resolve("usr/sbin").resolve(program).toString(),
                "--no-defaults",
                "--basedir=" + tree.resolve("usr"),
                "--character-sets-dir=" + shared("charsets"),
                "--lc-messages-dir=" + shared("")));
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--user=root");
    }
    return command;
  }

  private static Path base() {
    String configured = System.getenv("DBINTEL_SERVERS");
    return configured != null && !configured.isEmpty()
        ? Path.of(configured)
        : Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("dbintel-servers-" + System.getProperty("user.name"));
  }
}
