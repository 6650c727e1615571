package io.dbintel.streams.processors;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.operator.SectionedState;
import org.junit.jupiter.api.Test;

class DecodedValuesTest {
  private final DecodedValues<String> values = new DecodedValues<>(10);
  private final SectionedState state = new SectionedState();

  @Test
  void keepsWhatWasUsedLastWithinItsBound() {
    values.keep("a", state, new byte[4]);
    values.keep("b", state, new byte[4]);
    assertThat(values.get("a")).isSameAs(state);
    values.keep("c", state, new byte[4]);
    assertThat(values.get("a")).isSameAs(state);
    assertThat(values.get("b")).isNull();
    assertThat(values.get("c")).isSameAs(state);
  }

  @Test
  void valueThatGrewCountsAsItIsNow() {
    values.keep("a", state, new byte[4]);
    values.keep("a", state, new byte[9]);
    values.keep("b", state, new byte[1]);
    assertThat(values.get("a")).isNotNull();
    values.keep("b", state, new byte[2]);
    assertThat(values.get("a")).isNull();
  }

  @Test
  void valueThatIsTooLargeIsNotKept() {
    values.keep("a", state, new byte[11]);
    assertThat(values.get("a")).isNull();
  }

  @Test
  void valuesThatAreGoneLeaveRoom() {
    values.keep("a", state, new byte[5]);
    values.keep("b", state, new byte[5]);
    values.keep("a", state, null);
    values.release("b"::equals);
    assertThat(values.get("a")).isNull();
    assertThat(values.get("b")).isNull();
    values.keep("c", state, new byte[5]);
    values.keep("d", state, new byte[5]);
    assertThat(values.get("c")).isNotNull();
    assertThat(values.get("d")).isNotNull();
  }
}
