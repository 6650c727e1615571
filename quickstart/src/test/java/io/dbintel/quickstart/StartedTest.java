package io.dbintel.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartedTest {

  private final List<String> closed = new ArrayList<>();
  private final Started started = new Started();

  @Test
  void closesTheLastFirstAndEachOnce() {
    started.add(() -> closed.add("first"));
    started.add(
        () -> {
          throw new IllegalStateException("refuses");
        });
    started.add(() -> closed.add("last"));

    started.close();
    started.close();

    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void closesWhatComesTooLate() {
    started.close();

    assertThat(started.isClosed()).isTrue();
    assertThatThrownBy(() -> started.add(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");
  }
}
