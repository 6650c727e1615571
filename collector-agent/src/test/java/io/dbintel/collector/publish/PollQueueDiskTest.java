package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.system.DeliveryListener;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk goes away and comes back, and polls are larger than the memory. */
class PollQueueDiskTest {

  private static final long MEMORY = 2_000;

  @TempDir Path parent;

  private final RecordEncoder encoder = new RecordEncoder();
  private final List<String> told = new ArrayList<>();
  private Path folder;
  private Path away;
  private PollQueue queue;

  @BeforeEach
  void open() {
    folder = parent.resolve("spool");
    away = parent.resolve("away");
    queue = new PollQueue(Spool.open(folder, encoder, 10_000_000), MEMORY);
  }

  @Test
  void keepsWhatFitsInMemoryWhileTheDiskIsAwayAndTheOrder() throws Exception {
    queue.add(poll("acme/0", 1));
    queue.spill();
    Files.move(folder, away);
    int added = 1;
    while (!queue.state().full()) {
      queue.add(poll("acme/" + added++, 2));
    }
    assertThat(queue.state().diskProblem()).contains(folder.toString());
    assertThatThrownBy(queue::spill).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> queue.oldest(1, 0)).hasMessageContaining("is gone; bring it back");
    assertThat(queue.state().polls()).isEqualTo(added);

    Files.move(away, folder);
    queue.add(poll("acme/" + added++, 2));
    assertThat(queue.state().diskProblem()).isEmpty();
    assertThat(queue.state().full()).isFalse();
    assertThat(drain()).hasSize(added).isEqualTo(ids(added));
    assertThat(told).filteredOn(line -> line.startsWith("handedOver")).hasSize(added);
  }

  @Test
  void aPollThatFindsNoRoomWasNotHandedOver() throws Exception {
    queue.add(poll("acme/0", 1));
    queue.spill();
    Files.move(folder, away);
    told.clear();
    assertThatThrownBy(
            () -> {
              while (true) {
                queue.add(poll("acme/x", 10));
              }
            })
        .isInstanceOf(UncheckedIOException.class);
    int kept = queue.state().polls() - 1;
    assertThat(told).as("those in memory only").hasSize(kept);
  }

  @Test
  void aSpillThatFailsHalfWayDoublesNothing() throws Exception {
    // the second poll has no room on disk
    queue.close();
    queue = new PollQueue(Spool.open(parent.resolve("small"), encoder, 30_000), 100_000);
    queue.add(poll("acme/0", 1));
    queue.add(poll("acme/1", 400));
    assertThatThrownBy(queue::spill).hasMessageContaining("no room");
    assertThat(queue.state().polls()).isEqualTo(2);
    assertThat(drain()).isEqualTo(ids(2));
    assertThat(queue.state().polls()).isZero();
  }

  @Test
  void aPollLargerThanTheMemoryIsStillConfirmed() throws Exception {
    queue.add(poll("acme/0", 1));
    queue.add(poll("acme/1", 200));
    queue.add(poll("acme/2", 1));
    assertThat(queue.state().spooling()).isFalse();
    drain();
    assertThat(told)
        .filteredOn(line -> line.startsWith("acknowledged"))
        .containsExactly("acknowledged acme/0", "acknowledged acme/1", "acknowledged acme/2");
    queue.add(poll("acme/3", 200));
    queue.add(poll("acme/4", 200));
    assertThat(queue.state().spooling()).as("one such poll at a time").isTrue();
  }

  @Test
  void tellsThatASpooledPollWillNeverArrive() throws Exception {
    queue.add(poll("acme/0", 1));
    queue.spill();
    queue.add(poll("acme/1", 1));
    Files.write(folder.resolve("0000000000000000002.poll"), new byte[3]);
    queue.reject(queue.oldest(1, 0).get(0).number());
    assertThat(queue.oldest(1, 0)).isEmpty();
    assertThat(told)
        .filteredOn(line -> line.startsWith("lost"))
        .containsExactly("lost acme/0", "lost acme/1");
    assertThat(queue.state().setAside()).isEqualTo(2);
    assertThat(queue.state().asides()).isEqualTo(2);
  }

  private List<String> drain() throws InterruptedException {
    List<String> sent = new ArrayList<>();
    while (queue.state().polls() > 0) {
      for (QueuedPoll poll : queue.oldest(1, 1)) {
        sent.add(poll.poll().instanceId());
        queue.acknowledge(poll.number());
      }
    }
    return sent;
  }

  private static List<String> ids(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add("acme/" + i);
    }
    return ids;
  }

  private RawPoll poll(String id, int records) {
    return TestPolls.poll(
        encoder,
        id,
        records,
        new DeliveryListener() {
          @Override
          public void handedOver() {
            told.add("handedOver " + id);
          }

          @Override
          public void acknowledged() {
            told.add("acknowledged " + id);
          }

          @Override
          public void lost() {
            told.add("lost " + id);
          }
        });
  }
}
