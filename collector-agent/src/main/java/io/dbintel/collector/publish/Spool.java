package io.dbintel.collector.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls on disk, one file each, in order of their number, with the schemas they were written with,
 * so that another version can send them. A file appears whole or not at all. Not thread-safe:
 * {@link PollQueue} guards it.
 */
final class Spool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String POLL = ".poll";
  private static final String SCHEMA = ".avsc";

  private final Path directory;
  private final RecordEncoder encoder;
  private final FileChannel lockFile;
  private final TreeMap<Long, Long> sizes = new TreeMap<>();
  private long bytes;
  private long lastNumber;

  private Spool(Path directory, RecordEncoder encoder, FileChannel lockFile) {
    this.directory = directory;
    this.encoder = encoder;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder, makes it when absent, and finds what an earlier process left.
   *
   * @throws IllegalStateException when another process uses it
   * @throws UncheckedIOException when it cannot be read or written
   */
  static Spool open(Path directory, RecordEncoder encoder) {
    try {
      Files.createDirectories(directory);
      Spool spool = new Spool(directory, encoder, lock(directory));
      spool.findFiles();
      return spool;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "spool folder "
              + directory.toAbsolutePath()
              + " cannot be used: "
              + e
              + "; set spool.directory to a folder this user may write",
          e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException(
          "spool folder "
              + directory.toAbsolutePath()
              + " is used by another agent; give each agent its own spool.directory");
    }
    return channel;
  }

  private void findFiles() throws IOException {
    List<Path> files;
    try (Stream<Path> listing = Files.list(directory)) {
      files = listing.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.endsWith(SCHEMA)) {
        encoder.learn(new Schema.Parser().parse(Files.readString(file)));
      } else if (name.contains(POLL)) {
        // the number of a poll set aside is not given again either
        long number = Long.parseLong(name.substring(0, name.indexOf(POLL)));
        lastNumber = Math.max(lastNumber, number);
        if (name.endsWith(POLL)) {
          long size = Files.size(file);
          sizes.put(number, size);
          bytes += size;
        }
      }
    }
  }

  /** Keeps a poll under its number, which is larger than all before. */
  void append(long number, RawPoll poll) {
    byte[] content = SpoolEntry.write(poll);
    try {
      for (RawRecord record : poll.records()) {
        keepSchema(record);
      }
      writeWhole(pollFile(number), content);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a poll could not be written to the spool " + directory.toAbsolutePath() + ": " + e, e);
    }
    Long before = sizes.put(number, (long) content.length);
    bytes += content.length - (before == null ? 0 : before);
  }

  private void keepSchema(RawRecord record) throws IOException {
    Schema schema = encoder.schemaOf(record.value());
    Path file = directory.resolve(schema.getName() + "-" + schemaHash(schema) + SCHEMA);
    if (!Files.exists(file)) {
      writeWhole(file, schema.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String schemaHash(Schema schema) {
    return Integer.toHexString(schema.toString().hashCode());
  }

  private void writeWhole(Path file, byte[] content) throws IOException {
    Path partial = directory.resolve(file.getFileName() + ".partial");
    Files.write(partial, content);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Numbers of the oldest polls, together at most so many bytes, at least one. */
  List<Long> oldest(long maxBytes) {
    List<Long> numbers = new ArrayList<>();
    long sum = 0;
    for (var entry : sizes.entrySet()) {
      sum += entry.getValue();
      if (!numbers.isEmpty() && sum > maxBytes) {
        break;
      }
      numbers.add(entry.getKey());
    }
    return numbers;
  }

  /** Reads a poll; one that is damaged is set aside, logged and no longer counted. */
  Optional<RawPoll> read(long number) {
    Path file = pollFile(number);
    try {
      return Optional.of(SpoolEntry.read(Files.readAllBytes(file)));
    } catch (IOException damaged) {
      LOG.error(
          "spooled poll {} cannot be read: {}; it is kept as .damaged and not sent",
          file,
          damaged.getMessage());
      setAside(number, ".damaged");
      return Optional.empty();
    }
  }

  /** Keeps the file under another name, so that it is neither sent nor lost. */
  void setAside(long number, String suffix) {
    try {
      Path file = pollFile(number);
      Files.move(file, directory.resolve(file.getFileName() + suffix));
    } catch (IOException e) {
      LOG.error("spooled poll {} could not be set aside: {}", number, e.toString());
    }
    forget(number);
  }

  /** Removes a poll that the broker has; does nothing when it is not here. */
  void remove(long number) {
    if (!sizes.containsKey(number)) {
      return;
    }
    try {
      Files.deleteIfExists(pollFile(number));
    } catch (IOException e) {
      throw new UncheckedIOException("sent poll could not be removed from the spool", e);
    }
    forget(number);
  }

  private void forget(long number) {
    Long size = sizes.remove(number);
    bytes -= size == null ? 0 : size;
  }

  boolean isEmpty() {
    return sizes.isEmpty();
  }

  int polls() {
    return sizes.size();
  }

  long bytes() {
    return bytes;
  }

  /** Largest number found when the spool was opened; 0 when there was none. */
  long lastNumber() {
    return lastNumber;
  }

  private Path pollFile(long number) {
    return directory.resolve(String.format("%019d%s", number, POLL));
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.warn("the lock of spool {} could not be released: {}", directory, e.toString());
    }
  }
}
