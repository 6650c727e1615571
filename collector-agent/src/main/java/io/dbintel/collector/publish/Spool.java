package io.dbintel.collector.publish;

import io.dbintel.runtime.log.ProblemLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Polls on disk, one file each, in order of their number, with the schemas they were written with,
 * so that another version can send them. A file appears whole or not at all. What cannot be sent is
 * set aside, at most a tenth of the folder's bound. Not thread-safe: {@link PollQueue} guards it.
 */
final class Spool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String POLL = ".poll";
  private static final String SCHEMA = ".avsc";
  private static final String DAMAGED = ".damaged";
  private static final Pattern POLL_FILE =
      Pattern.compile("(\\d{1,18}|[0-8]\\d{18})\\.poll(\\..*)?");
  private static final int ASIDE_SHARE = 10;

  private final Path directory;
  private final RecordEncoder encoder;
  private final SpoolLock lock;
  private final long maxBytes;
  private final SpoolFiles files = new SpoolFiles();
  private long lastNumber;
  private final ProblemLog problems = new ProblemLog(LOG);
  private long asidesDropped;

  private Spool(Path directory, RecordEncoder encoder, SpoolLock lock, long maxBytes) {
    this.directory = directory;
    this.encoder = encoder;
    this.lock = lock;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens the folder, makes it when absent, and finds what an earlier process left.
   *
   * @param maxBytes bound of everything in the folder
   * @throws IllegalStateException when another process uses it
   * @throws UncheckedIOException when it cannot be read or written
   */
  static Spool open(Path directory, RecordEncoder encoder, long maxBytes) {
    try {
      PrivateFiles.makeFolder(directory);
      Spool spool = new Spool(directory, encoder, SpoolLock.take(directory), maxBytes);
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

  private void findFiles() throws IOException {
    List<Path> found;
    try (Stream<Path> listing = Files.list(directory)) {
      found = listing.filter(Files::isRegularFile).toList();
    }
    for (Path file : found) {
      String name = file.getFileName().toString();
      if (name.endsWith(PrivateFiles.PARTIAL)) {
        Files.deleteIfExists(file);
      } else if (!name.equals(SpoolLock.FILE)) {
        PrivateFiles.restrict(file);
        find(file, name, Files.size(file));
      }
    }
    boundAsides();
  }

  private void find(Path file, String name, long size) {
    Matcher poll = POLL_FILE.matcher(name);
    if (name.endsWith(SCHEMA)) {
      learn(file, size);
    } else if (poll.matches()) {
      // the number of a poll set aside is not given again either
      long number = Long.parseLong(poll.group(1));
      lastNumber = Math.max(lastNumber, number);
      if (poll.group(2) == null && pollFile(number).equals(file)) {
        files.addPoll(number, size);
      } else {
        files.addAside(name, size);
      }
    } else if (name.endsWith(DAMAGED)) {
      files.addAside(name, size);
    } else {
      files.addRest(size);
    }
  }

  /** A file that is empty or half written says nothing; it is written anew when it is needed. */
  private void learn(Path file, long size) {
    try {
      encoder.learn(new Schema.Parser().parse(Files.readString(file)));
      files.addRest(size);
    } catch (IOException | RuntimeException unreadable) {
      LOG.warn(
          "schema file {} of {} bytes cannot be read ({}) and is kept as {}; polls that were"
              + " written with a schema this version does not know cannot be sent without it",
          file,
          size,
          unreadable.getClass().getSimpleName(),
          DAMAGED);
      if (!moveAside(file, DAMAGED, size)) {
        files.addRest(size);
      }
    }
  }

  /**
   * Keeps a poll under its number, which is larger than all before; call {@link #force} when it has
   * to last.
   *
   * @throws UncheckedIOException when it could not be written, or when there is no room for it
   */
  void append(long number, RawPoll poll) {
    Path file = pollFile(number);
    long size = SpoolEntry.size(poll);
    if (files.bytes() + SpoolFiles.onDisk(size) > maxBytes) {
      throw new UncheckedIOException(
          "spool "
              + directory.toAbsolutePath()
              + " has no room for a poll of "
              + size
              + " bytes; raise spool.maxSize, or bring the broker back",
          new IOException("no room"));
    }
    try {
      for (RawRecord record : poll.records()) {
        keepSchema(record);
      }
      PrivateFiles.write(file, out -> SpoolEntry.write(poll, out));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a poll could not be written to the spool " + directory.toAbsolutePath() + ": " + e, e);
    }
    files.addPoll(number, size);
  }

  private void keepSchema(RawRecord record) throws IOException {
    Schema schema = encoder.schemaOf(record.value());
    Path file = directory.resolve(schema.getName() + "-" + schemaHash(schema) + SCHEMA);
    if (!Files.exists(file)) {
      byte[] json = schema.toString().getBytes(StandardCharsets.UTF_8);
      PrivateFiles.write(file, out -> out.write(json));
      files.addRest(json.length);
    }
  }

  private static String schemaHash(Schema schema) {
    return Integer.toHexString(schema.toString().hashCode());
  }

  /**
   * Forces to disk that the polls appended before are there.
   *
   * @throws UncheckedIOException when that fails
   */
  void force() {
    try {
      PrivateFiles.forceNames(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the spool " + directory.toAbsolutePath() + " could not be forced to disk: " + e, e);
    }
  }

  /** Numbers of the oldest polls, together at most so many bytes, at least one. */
  List<Long> oldest(long most) {
    List<Long> numbers = new ArrayList<>();
    long sum = 0;
    for (var entry : files.polls().entrySet()) {
      sum += entry.getValue();
      if (!numbers.isEmpty() && sum > most) {
        break;
      }
      numbers.add(entry.getKey());
    }
    return numbers;
  }

  /**
   * Reads a poll; one that is damaged is set aside, logged and no longer counted.
   *
   * @throws UncheckedIOException when the whole folder is away, or the file cannot be read now
   */
  Optional<RawPoll> read(long number) {
    Path file = pollFile(number);
    try {
      return Optional.of(SpoolEntry.read(bytes(file)));
    } catch (IOException damaged) {
      if (!Files.isDirectory(directory)) {
        throw new UncheckedIOException(
            "spool folder " + directory.toAbsolutePath() + " is gone; bring it back", damaged);
      }
      problems.report(
          Level.ERROR,
          "damaged",
          "spooled poll "
              + file
              + " cannot be read: "
              + damaged.getMessage()
              + "; it is kept as "
              + DAMAGED
              + " and not sent");
      setAside(number, DAMAGED);
      return Optional.empty();
    }
  }

  /** A file that is there but cannot be read now, for want of descriptors say, is not damaged. */
  private static byte[] bytes(Path file) throws NoSuchFileException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (IOException e) {
      throw new UncheckedIOException("spooled poll " + file + " cannot be read now: " + e, e);
    }
  }

  /** Keeps the file under another name, so that it is neither sent nor lost. */
  void setAside(long number, String suffix) {
    Long size = files.polls().get(number);
    if (size == null) {
      return;
    }
    if (moveAside(pollFile(number), suffix, size)) {
      files.removePoll(number);
      boundAsides();
    } else {
      files.pollToRest(number);
    }
  }

  private boolean moveAside(Path file, String suffix, long size) {
    try {
      Path aside = directory.resolve(file.getFileName() + suffix);
      Files.move(file, aside);
      files.addAside(aside.getFileName().toString(), size);
      return true;
    } catch (IOException e) {
      LOG.error("{} could not be set aside: {}", file, e.toString());
      return false;
    }
  }

  /** The oldest of what was set aside gives way: it must not take the room of what can be sent. */
  private void boundAsides() {
    while (files.asideBytes() > maxBytes / ASIDE_SHARE) {
      String oldest = files.oldestAside();
      long size = files.removeAside(oldest);
      asidesDropped++;
      try {
        Files.deleteIfExists(directory.resolve(oldest));
        problems.warn(
            "deleted",
            oldest + " was set aside and is deleted: such files may take a tenth of the spool");
      } catch (IOException e) {
        files.addRest(size);
        LOG.error("{} could not be deleted: {}", oldest, e.toString());
      }
    }
  }

  /** Removes a poll that the broker has; does nothing when it is not here. */
  void remove(long number) {
    if (!files.has(number)) {
      return;
    }
    try {
      Files.deleteIfExists(pollFile(number));
      files.removePoll(number);
    } catch (IOException e) {
      LOG.error(
          "sent poll {} could not be removed from the spool and is sent again by the next start:"
              + " {}",
          number,
          e.toString());
      files.pollToRest(number);
    }
  }

  boolean has(long number) {
    return files.has(number);
  }

  boolean isEmpty() {
    return files.polls().isEmpty();
  }

  int polls() {
    return files.polls().size();
  }

  /** Room that everything in the folder takes. */
  long bytes() {
    return files.bytes();
  }

  long maxBytes() {
    return maxBytes;
  }

  /** Files set aside that are still there. */
  int asides() {
    return files.asides();
  }

  /** Files set aside that were deleted since the start to keep the bound. */
  long asidesDropped() {
    return asidesDropped;
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
    lock.close();
  }
}
