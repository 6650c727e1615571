package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      assertThat(spool.bytes()).isZero();
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
}
