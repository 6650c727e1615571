package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.system.DeliveryListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PollQueueTest {

  private static final long MAX_BYTES = 10_000_000;

  private final RecordEncoder encoder = new RecordEncoder();

  /** 0–3 add, 4 send the oldest, 5 failure, 6 restart, 7 reject the oldest. */
  @Property(tries = 60)
  void losesNothingAndKeepsTheOrder(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 7) Integer> steps) throws Exception {
    Path directory = Files.createTempDirectory("dbintel-queue");
    List<String> sent = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<String> notified = new ArrayList<>();
    PollQueue queue = open(directory);
    int added = 0;
    for (int step : steps) {
      if (step <= 3) {
        String id = "acme/" + added++;
        expected.add(id);
        queue.add(TestPolls.poll(encoder, id, 1 + step, notified(id, notified)));
      } else if (step == 4) {
        send(queue, sent);
      } else if (step == 5) {
        queue.spill();
        assertThat(queue.state().spooling()).isEqualTo(queue.state().polls() > 0);
      } else if (step == 6) {
        queue.close();
        queue = open(directory);
      } else {
        List<QueuedPoll> oldest = queue.oldest(1, 0);
        if (!oldest.isEmpty()) {
          queue.reject(oldest.get(0).number());
          expected.remove(oldest.get(0).poll().instanceId());
        }
      }
    }
    while (queue.state().polls() > 0) {
      send(queue, sent);
    }
    assertThat(sent).isEqualTo(expected);
    assertThat(notified)
        .as("every poll's listener is called once, or not yet")
        .doesNotHaveDuplicates();
    queue.close();
    remove(directory);
  }

  private PollQueue open(Path directory) {
    return new PollQueue(Spool.open(directory, encoder, MAX_BYTES), 400);
  }

  private static DeliveryListener notified(String id, List<String> notified) {
    return new DeliveryListener() {
      @Override
      public void acknowledged() {
        notified.add(id);
      }

      @Override
      public void deliveryUnknown() {
        notified.add(id);
      }
    };
  }

  private static void send(PollQueue queue, List<String> sent) throws InterruptedException {
    for (QueuedPoll poll : queue.oldest(300, 1)) {
      sent.add(poll.poll().instanceId());
      queue.acknowledge(poll.number());
    }
  }

  private static void remove(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
