package io.dbintel.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data and settings of a server that is made. Initialising takes seconds, so it is done once for
 * every release and copied from then on, without what identifies the server.
 */
final class NewMysqlData {

  private static final List<String> MARIADB_SCRIPTS =
      List.of("system_tables", "performance_tables", "system_tables_data", "sys_schema");

  private NewMysqlData() {}

  /** Options unless a test says otherwise: small, and silent on every other interface. */
  static Map<String, String> settings(MysqlRelease release) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("bind-address", "127.0.0.1");
    defaults.put("skip-name-resolve", "ON");
    defaults.put("performance-schema", "ON");
    defaults.put("max-connections", "60");
    defaults.put("table-open-cache", "400");
    defaults.put("innodb-buffer-pool-size", "24M");
    defaults.put("innodb-flush-log-at-trx-commit", "2");
    if (release.isMariadb()) {
      defaults.put("innodb-log-file-size", "8M");
      defaults.put("performance-schema-consumer-statements-digest", "ON");
    } else {
      defaults.put("mysqlx", "OFF");
      defaults.put("secure-file-priv", "NULL");
      defaults.put("innodb-redo-log-capacity", "8M");
    }
    return defaults;
  }

  /** Fills the folder, which does not exist yet. */
  static void create(MysqlRelease release, Path data, Path log) throws IOException {
    if (!Files.isDirectory(release.template())) {
      initialise(release, log);
    }
    copy(release.template(), data);
  }

  private static void initialise(MysqlRelease release, Path log) throws IOException {
    Path made = Files.createTempDirectory(release.tree().getParent(), "new-data");
    Path data = made.resolve("data");
    List<String> command = new ArrayList<>(release.command());
    command.add("--datadir=" + data);
    if (release.isMariadb()) {
      Files.createDirectory(data);
      command.addAll(List.of("--bootstrap", "--innodb-log-file-size=8M"));
    } else {
      command.addAll(List.of("--initialize-insecure", "--innodb-redo-log-capacity=8M"));
    }
    run(command, release.isMariadb() ? mariadbTables(release) : "", log);
    Files.deleteIfExists(data.resolve("auto.cnf"));
    try {
      Files.move(data, release.template());
    } catch (IOException e) {
      if (!Files.isDirectory(release.template())) { // another process was faster
        throw e;
      }
    } finally {
      Directories.deleteRecursively(made);
    }
  }

  private static String mariadbTables(MysqlRelease release) throws IOException {
    StringBuilder sql =
        new StringBuilder("create database mysql;\nuse mysql;\nset @skip_auth_anonymous=1;\n");
    String prefix = Files.exists(release.shared("mariadb_system_tables.sql")) ? "mariadb" : "mysql";
    for (String script : MARIADB_SCRIPTS) {
      sql.append(Files.readString(release.shared(prefix + "_" + script + ".sql"))).append('\n');
      sql.append("use mysql;\n");
    }
    return sql.toString();
  }

  private static void run(List<String> command, String input, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "initialising data ended with exit code " + exit + ": " + LogTail.of(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while initialising data", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
              Files.copy(file, to.resolve(from.relativize(file).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException("cannot copy " + file, e);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
