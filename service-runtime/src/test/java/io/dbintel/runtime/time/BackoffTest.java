package io.dbintel.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final long SECOND = 1_000_000;

  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  void doublesUpToItsMaximum() {
    long now = 0;
    for (long delay : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(backoff.nextDelay()).isEqualTo(Duration.ofSeconds(delay));
      assertThat(backoff.failed(now)).isEqualTo(Duration.ofSeconds(delay));
      assertThat(backoff.tryEnter(now + delay * SECOND - 1)).isFalse();
      now += delay * SECOND;
      assertThat(backoff.tryEnter(now)).isTrue();
    }
  }

  @Test
  void letsOneCallerTryAfterAFailure() {
    backoff.failed(0);
    assertThat(backoff.tryEnter(SECOND)).isTrue();
    assertThat(backoff.tryEnter(SECOND)).isFalse();
    backoff.succeeded();
    assertThat(backoff.tryEnter(SECOND)).isTrue();
    assertThat(backoff.tryEnter(SECOND)).isTrue();
    assertThat(backoff.nextDelay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aCallerThatNeverReportsKeepsOthersOffForOneDelayOnly() {
    backoff.failed(0);
    assertThat(backoff.tryEnter(SECOND)).isTrue();
    assertThat(backoff.tryEnter(2 * SECOND - 1)).isFalse();
    assertThat(backoff.tryEnter(2 * SECOND)).isTrue();
  }

  @Property
  void anyDelayIsWithinItsBoundsAndTwiceTheOneBefore(
      @ForAll @LongRange(min = 1, max = 3_600_000) long initial,
      @ForAll @LongRange(min = 0, max = 864_000_000) long more,
      @ForAll @IntRange(min = 2) int failures) {
    Duration first = Duration.ofMillis(initial);
    Duration max = first.plusMillis(more);
    Backoff any = new Backoff(first, max);
    Duration doubled = any.delayAfter(failures - 1).multipliedBy(2);

    assertThat(any.delayAfter(1)).isEqualTo(first);
    assertThat(any.delayAfter(failures)).isEqualTo(doubled.compareTo(max) > 0 ? max : doubled);
  }

  @Test
  void rejectsImpossibleDelays() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("expected 0 < initial <= max");
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("PT2S to PT1S");
    assertThatThrownBy(() -> backoff.delayAfter(0)).hasMessageContaining("expected at least 1");
  }
}
