package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  private static final long MAX_BYTES = 10_000_000;

  @TempDir Path directory;

  private final RecordEncoder encoder = new RecordEncoder();

  @Test
  void givesPollsBackInOrderAfterARestart() {
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      spool.append(1, TestPolls.poll(encoder, "acme/a", 2));
      spool.append(2, TestPolls.poll(encoder, "acme/b", 1));
    }
    try (Spool spool = Spool.open(directory, new RecordEncoder(), MAX_BYTES)) {
      assertThat(spool.oldest(Long.MAX_VALUE)).containsExactly(1L, 2L);
      assertThat(spool.lastNumber()).isEqualTo(2);
      RawPoll first = spool.read(1).orElseThrow();
      assertThat(first.instanceId()).isEqualTo("acme/a");
      assertThat(first.records()).hasSize(2);
      assertThat(first.records().get(0).timestamp()).isEqualTo(1_000);
      spool.remove(1);
      spool.remove(1);
      assertThat(spool.polls()).isEqualTo(1);
    }
  }

  @Test
  void setsADamagedFileAsideAndGoesOn() throws IOException {
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      spool.append(1, TestPolls.poll(encoder, "acme/a", 1));
      Path file = directory.resolve("0000000000000000001.poll");
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);

      assertThat(spool.read(1)).isEmpty();
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.bytes()).as("it still takes room").isEqualTo(blocks());
      assertThat(directory.resolve("0000000000000000001.poll.damaged")).exists();
    }
  }

  @Test
  void saysWhatIsWrongWithBytesThatAreNoPoll() {
    assertThatThrownBy(() -> SpoolEntry.read(new byte[3])).hasMessageContaining("3 bytes");
    assertThatThrownBy(() -> SpoolEntry.read(new byte[64])).hasMessageContaining("does not begin");
  }

  @Test
  void keepsTheSchemaForAVersionThatDoesNotKnowIt() throws IOException {
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      spool.append(1, TestPolls.poll(encoder, "acme/a", 1));
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("PollOutcome-") && name.endsWith(".avsc"));
    }
  }

  @Test
  void refusesAFolderInUse() {
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      assertThat(spool.isEmpty()).isTrue();
      assertThatThrownBy(() -> Spool.open(directory, encoder, MAX_BYTES))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("used by another agent")
          .hasMessageContaining("spool.directory");
    }
  }

  @Test
  void refusesAFolderThatCannotBe() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> Spool.open(file.resolve("spool"), encoder, MAX_BYTES))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("spool.directory");
  }

  @Test
  void boundsABatchButGivesAtLeastOne() {
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      spool.append(1, TestPolls.poll(encoder, "acme/a", 5));
      spool.append(2, TestPolls.poll(encoder, "acme/a", 5));
      assertThat(spool.oldest(1)).isEqualTo(List.of(1L));
    }
  }

  @Test
  void startsWithASchemaFileThatAPowerFailureLeftEmptyOrHalf() throws IOException {
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      spool.append(1, TestPolls.poll(encoder, "acme/a", 1));
    }
    Path schema = only(".avsc");
    byte[] whole = Files.readAllBytes(schema);
    for (byte[] left : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(schema, left);
      Files.deleteIfExists(directory.resolve(schema.getFileName() + ".damaged"));
      try (Spool spool = Spool.open(directory, new RecordEncoder(), MAX_BYTES)) {
        assertThat(spool.read(1)).isPresent();
        assertThat(spool.asides()).isEqualTo(1);
        spool.append(2, TestPolls.poll(encoder, "acme/a", 1));
        assertThat(schema).as("written anew").hasBinaryContent(whole);
        spool.remove(2);
      }
    }
  }

  @Test
  void goesOnAfterAPollFileThatAPowerFailureLeftEmpty() throws IOException {
    Files.createFile(directory.resolve("0000000000000000001.poll"));
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      spool.append(2, TestPolls.poll(encoder, "acme/b", 1));
      assertThat(spool.read(1)).isEmpty();
      assertThat(spool.oldest(Long.MAX_VALUE)).containsExactly(2L);
      assertThat(spool.asides()).isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeReadNowIsNotDamaged() throws IOException {
    Path poll = directory.resolve("0000000000000000001.poll");
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      spool.append(1, TestPolls.poll(encoder, "acme/b", 1));
      byte[] content = Files.readAllBytes(poll);
      Files.delete(poll);
      Files.createDirectory(poll); // as good as "too many open files"
      assertThatThrownBy(() -> spool.read(1)).isInstanceOf(UncheckedIOException.class);
      Files.delete(poll);
      Files.write(poll, content);
      assertThat(spool.read(1)).isPresent();
      assertThat(spool.asides()).isZero();
    }
  }

  @Test
  void livesWithFilesOfOthersAndCountsThem() throws IOException {
    Files.write(directory.resolve("notes.poll"), new byte[5_000]);
    Files.write(directory.resolve("99999999999999999999.poll"), new byte[1]);
    Files.write(directory.resolve("0000000000000000007.poll.partial"), new byte[9_000]);
    try (Spool spool = Spool.open(directory, encoder, MAX_BYTES)) {
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.bytes()).isEqualTo(3 * 4_096);
      assertThat(directory.resolve("0000000000000000007.poll.partial")).doesNotExist();
    }
  }

  @Test
  void boundsEverythingInTheFolder() throws IOException {
    long bound = 400_000;
    try (Spool spool = Spool.open(directory, encoder, bound)) {
      for (int number = 1; number <= 500; number++) {
        try {
          spool.append(number, TestPolls.poll(encoder, "acme/a", 20));
        } catch (UncheckedIOException full) {
          assertThat(full).hasMessageContaining("spool.maxSize");
          break;
        }
        if (number % 2 == 0) {
          spool.setAside(number, ".rejected");
        }
        assertThat(spool.bytes()).isEqualTo(blocks()).isLessThanOrEqualTo(bound);
      }
      assertThat(spool.asides()).isBetween(1, 10);
      assertThat(spool.asidesDropped()).isPositive();
    }
    try (Spool spool = Spool.open(directory, encoder, bound)) {
      assertThat(spool.bytes()).as("found again").isEqualTo(blocks());
    }
  }

  @Test
  void isPrivate() throws IOException {
    Path folder = directory.resolve("spool");
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path old = Files.write(folder.resolve("0000000000000000001.poll"), new byte[1]);
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
    try (Spool spool = Spool.open(folder, encoder, MAX_BYTES)) {
      spool.append(2, TestPolls.poll(encoder, "acme/a", 1));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
        }
      }
    }
  }

  private Path only(String ending) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private long blocks() throws IOException {
    try (var files = Files.list(directory)) {
      long sum = 0;
      for (Path file : files.filter(file -> !file.endsWith("lock")).toList()) {
        sum += SpoolFiles.onDisk(Files.size(file));
      }
      return sum;
    }
  }
}
