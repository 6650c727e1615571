package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.config.LocalBreakerConfig;
import io.dbintel.collector.system.PollFailure;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LocalBreakerTest {

  private static final long REST = 60_000_000;
  private static final long FAST = 1_000_000;
  private static final long SLOW = 11_000_000_000L;

  private final LocalBreaker breaker =
      new LocalBreaker(
          new LocalBreakerConfig(3, Duration.ofSeconds(10), Duration.ofSeconds(60), 2));

  @Example
  void restsAfterFailuresAndSlowPollsInARow() {
    breaker.failed(failure("53300"), 0, true);
    breaker.succeeded(SLOW, 0, true);
    breaker.succeeded(FAST, 0, true);
    breaker.failed(failure("53300"), 0, true);
    breaker.succeeded(SLOW, 0, true);
    breaker.failed(failure("internal"), 0, true);
    breaker.failed(failure("53300"), 0, true);
    breaker.failed(failure("53300"), 0, true);
    assertThat(breaker.isResting()).as("a defect of the agent is no failure").isFalse();
    breaker.failed(failure("53300"), 0, true);
    assertThat(breaker.isResting()).isTrue();
    assertThat(breaker.enter(REST - 1, true)).isFalse();
  }

  @Example
  void exactlyTheProbesDecide() {
    open(0);
    assertThat(breaker.enter(REST, true)).isTrue();
    assertThat(breaker.enter(REST, true)).isTrue();
    assertThat(breaker.enter(REST, true)).isFalse();
    breaker.succeeded(FAST, REST, true);
    breaker.succeeded(SLOW, REST, true);
    assertThat(breaker.enter(REST + 1, true)).as("rests again").isFalse();
    assertThat(breaker.enter(2 * REST, true)).isTrue();
    assertThat(breaker.enter(2 * REST, true)).isTrue();
    breaker.succeeded(FAST, 2 * REST, true);
    breaker.succeeded(FAST, 2 * REST, true);
    assertThat(breaker.isResting()).isFalse();
  }

  @Example
  void decidesNothingWhileTheProcessorsAreHeard() {
    for (int i = 0; i < 10; i++) {
      breaker.failed(failure("53300"), 0, false);
    }
    assertThat(breaker.isResting()).isFalse();
    open(0);
    assertThat(breaker.admits(1, false)).isTrue();
    assertThat(breaker.enter(1, false)).isTrue();
    assertThat(breaker.isResting()).as("the processors' word replaces it").isFalse();
  }

  /** Polls of several collectors come, end late, fail or not; a second account counts probes. */
  @Property(tries = 500)
  void neverMoreProbesThanAskedForAndGoodPollsEndIt(@ForAll long seed) {
    Random random = new Random(seed);
    long now = 0;
    int running = 0;
    int probes = 0;
    for (int step = 0; step < 300; step++) {
      now += random.nextInt(5_000_000);
      if (random.nextBoolean()) {
        boolean resting = breaker.isResting();
        boolean looks = breaker.admits(now, true);
        assertThat(breaker.enter(now, true)).as("looking takes no probe").isEqualTo(looks);
        running += looks ? 1 : 0;
        probes += looks && resting ? 1 : 0;
        assertThat(probes).isLessThanOrEqualTo(2);
      } else if (running > 0) {
        running--;
        end(random.nextInt(3) == 0, now);
        boolean decided = !breaker.isResting() || breaker.admits(now + REST, true);
        probes = probes == 2 && decided ? 0 : probes;
      }
    }
    for (int i = 0; i < 200; i++) {
      now += 1_000_000;
      running += breaker.enter(now, true) ? 1 : 0;
      if (running > 0) {
        running--;
        end(true, now);
      }
    }
    assertThat(breaker.isResting()).isFalse();
  }

  private void end(boolean good, long now) {
    if (good) {
      breaker.succeeded(FAST, now, true);
    } else {
      breaker.failed(failure("53300"), now, true);
    }
  }

  private void open(long now) {
    for (int i = 0; i < 3; i++) {
      breaker.failed(failure("53300"), now, true);
    }
    assertThat(breaker.isResting()).isTrue();
  }

  private static PollFailure failure(String reason) {
    return new PollFailure(reason, "no connection left", true, null);
  }
}
