package io.dbintel.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseablesTest {

  private final List<String> closed = new ArrayList<>();
  private final Closeables parts = new Closeables();

  @Test
  void closesTheLastFirstAndEachOnce() {
    AutoCloseable first = () -> closed.add("first");
    assertThat(parts.add(first)).isSameAs(first);
    parts.add(
        "failing part",
        () -> {
          throw new IllegalStateException("cannot close");
        });
    parts.add("last part", () -> closed.add("last"));

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void anInterruptedPartKeepsTheInterruptAndTheOthersClose() {
    parts.add(() -> closed.add("first"));
    parts.add(
        () -> {
          throw new InterruptedException();
        });

    parts.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void closesAPartThatComesTooLate() {
    assertThat(parts.isClosed()).isFalse();
    parts.close();

    assertThat(parts.isClosed()).isTrue();
    assertThatThrownBy(() -> parts.add("late part", () -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("late part");
    assertThat(closed).containsExactly("late");
  }
}
