package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final long SECOND = 1_000_000;

  private final Backoff backoff = new Backoff();

  @Test
  void doublesUpToAMinute() {
    long now = 0;
    for (long delay : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      backoff.failed(now);
      assertThat(backoff.tryEnter(now + delay * SECOND - 1)).isFalse();
      now += delay * SECOND;
      assertThat(backoff.tryEnter(now)).isTrue();
    }
  }

  @Test
  void letsOneThroughToTry() {
    backoff.failed(0);
    assertThat(backoff.tryEnter(SECOND)).isTrue();
    assertThat(backoff.tryEnter(SECOND)).isFalse();
    backoff.succeeded();
    assertThat(backoff.tryEnter(SECOND)).isTrue();
    assertThat(backoff.tryEnter(SECOND)).isTrue();
  }
}
