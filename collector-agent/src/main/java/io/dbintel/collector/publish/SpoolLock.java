package io.dbintel.collector.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a spool folder for one process. */
final class SpoolLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolLock.class);

  /** Name of the file that is locked. */
  static final String FILE = "lock";

  private final Path directory;
  private final FileChannel file;

  private SpoolLock(Path directory, FileChannel file) {
    this.directory = directory;
    this.file = file;
  }

  /**
   * Takes the lock.
   *
   * @throws IllegalStateException when another process has it
   */
  static SpoolLock take(Path directory) throws IOException {
    FileChannel file = PrivateFiles.open(directory.resolve(FILE));
    FileLock lock;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      lock = null;
    }
    if (lock == null) {
      file.close();
      throw new IllegalStateException(
          "spool folder "
              + directory.toAbsolutePath()
              + " is used by another agent; give each agent its own spool.directory");
    }
    return new SpoolLock(directory, file);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("the lock of spool {} could not be released: {}", directory, e.toString());
    }
  }
}
