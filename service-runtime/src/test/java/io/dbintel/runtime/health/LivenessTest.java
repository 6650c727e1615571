package io.dbintel.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Liveness liveness = new Liveness(nanos::get);

  @Test
  void expectsNothingBeforeItBegan() {
    assertThat(liveness.problem()).isEmpty();
  }

  @Test
  void complainsWhenASignIsOverdueAndForgetsItWithTheNext() {
    liveness.beat(Duration.ofSeconds(30));
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(liveness.problem()).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(12).toNanos());
    assertThat(liveness.problem()).isEqualTo("has given no sign of life for 42 s");
    liveness.beat(Duration.ofSeconds(30));
    assertThat(liveness.problem()).isEmpty();
  }

  @Test
  void tellsAnEndThatWasAskedForFromOneThatWasNot() {
    liveness.beat(Duration.ofSeconds(1));
    liveness.stopped();
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(liveness.problem()).isEmpty();
    liveness.ended(new StackOverflowError("text of a statement"));
    assertThat(liveness.problem()).isEqualTo("ended with StackOverflowError");
  }

  @Test
  void isDownWhileASignIsOverdueAndDeadAfterItsEnd() {
    liveness.beat(Duration.ofSeconds(30));
    assertThat(liveness.health("the sender", "restart it")).isEqualTo(Health.up());
    nanos.addAndGet(Duration.ofSeconds(42).toNanos());
    assertThat(liveness.health("the sender", "restart it"))
        .isEqualTo(Health.down("the sender has given no sign of life for 42 s; restart it"));
    liveness.ended(new StackOverflowError("text of a statement"));
    assertThat(liveness.health("the sender", "restart it"))
        .isEqualTo(Health.dead("the sender ended with StackOverflowError; restart it"));
  }
}
