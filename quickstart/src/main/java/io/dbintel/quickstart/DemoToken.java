package io.dbintel.quickstart;

import io.dbintel.streams.admin.AdminToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A token for the demo's admin API, in a file that only its owner can read and that goes with the
 * demo.
 */
final class DemoToken implements AutoCloseable {
  private final Path file;
  private final String sha256;

  private DemoToken(Path file, String sha256) {
    this.file = file;
    this.sha256 = sha256;
  }

  /** Makes a token and writes it to {@code file}, in place of an older one. */
  static DemoToken in(Path file) throws IOException {
    AdminToken token = AdminToken.random();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, token.text() + "\n");
    return new DemoToken(file, token.sha256());
  }

  Path file() {
    return file;
  }

  /** Its hash, as the configuration has it. */
  String sha256() {
    return sha256;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
