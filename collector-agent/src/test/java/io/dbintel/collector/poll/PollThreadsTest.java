package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PollThreadsTest {

  @Test
  void manyInstancesThatCannotBeReachedDoNotKeepTheOthersWaiting() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch polled = new CountDownLatch(1);
    try (PollThreads threads = PollThreads.of(1_000)) {
      for (int i = 0; i < 999; i++) {
        threads.schedule(
            () -> {
              try {
                hang.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            },
            0,
            true);
      }
      threads.schedule(polled::countDown, 0, false);
      assertThat(polled.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothingBeginsOnceTheyAreClosed() {
    PollThreads threads = PollThreads.of(1);
    threads.close();
    threads.schedule(
        () -> {
          throw new IllegalStateException("begun after the close");
        },
        0,
        false);
  }
}
