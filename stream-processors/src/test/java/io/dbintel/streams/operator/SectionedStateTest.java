package io.dbintel.streams.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SectionedStateTest {

  private record TextPart(int id) implements PartCodec<String> {
    @Override
    public int version() {
      return 2;
    }

    @Override
    public void write(String state, StateWriter out) {
      out.writeText(state);
    }

    @Override
    public String read(StateReader in, int version) {
      return version == 2 ? in.readText() : "of version " + version;
    }
  }

  private static final TextPart KNOWN = new TextPart(1);
  private static final TextPart OTHER = new TextPart(2);
  private static final TextPart OF_A_NEWER_RELEASE = new TextPart(99);

  @Test
  void partsThisReleaseDoesNotKnowAreCopied() {
    SectionedState newer = SectionedState.of(null);
    newer.put(OF_A_NEWER_RELEASE, "precious");
    newer.put(KNOWN, "old");

    SectionedState here = SectionedState.of(newer.toBytes());
    here.put(KNOWN, "new");

    SectionedState again = SectionedState.of(here.toBytes());
    assertThat(again.get(OF_A_NEWER_RELEASE)).isEqualTo("precious");
    assertThat(again.get(KNOWN)).isEqualTo("new");
  }

  @Test
  void puttingWhatIsThereChangesNothing() {
    SectionedState state = SectionedState.of(null);
    state.put(KNOWN, "same");
    SectionedState read = SectionedState.of(state.toBytes());
    read.put(KNOWN, new String("same".toCharArray()));
    assertThat(read.changed()).isFalse();
  }

  @Test
  void puttingNullForgets() {
    SectionedState state = SectionedState.of(null);
    state.put(KNOWN, "a");
    state.put(KNOWN, null);
    assertThat(state.isEmpty()).isTrue();
    assertThat(state.get(KNOWN)).isNull();
  }

  @Test
  void manyPartsFit() {
    SectionedState state = SectionedState.of(null);
    for (int id = 1; id <= 20; id++) {
      state.put(new TextPart(id), "part " + id);
    }
    SectionedState read = SectionedState.of(state.toBytes());
    assertThat(read.get(new TextPart(17))).isEqualTo("part 17");
  }

  @Test
  void valueOfAnUnknownFormatOrCutShortIsRefused() {
    assertThatThrownBy(() -> SectionedState.of(new byte[] {7}))
        .hasMessageContaining("format 7; expected 1");
    assertThatThrownBy(() -> SectionedState.of(new byte[] {1, 1, 1, 9}))
        .hasMessageContaining("too early");
  }

  @Test
  void bytesInStoresStayReadable() {
    SectionedState state = SectionedState.of(null);
    state.put(KNOWN, "ab");
    state.put(new TextPart(200), "c");
    byte[] golden = HexFormat.of().parseHex("01" + "010203026162" + "c80102020163");
    assertThat(state.toBytes()).isEqualTo(golden);
    assertThat(SectionedState.of(golden).get(new TextPart(200))).isEqualTo("c");
  }

  @Test
  void oneObjectAndOneBufferServeManyValues() {
    SectionedState state = new SectionedState();
    StateWriter buffer = new StateWriter();
    state.put(KNOWN, "a long text that stays in the buffer ".repeat(9));
    state.toBytes(buffer);
    state.reset(null);
    assertThat(state.isEmpty()).isTrue();
    assertThat(state.changed()).isFalse();
    state.put(KNOWN, "ab");
    assertThat(state.toBytes(buffer)).isEqualTo(HexFormat.of().parseHex("01010203026162"));
  }

  @Test
  void partOfAnyLengthIsReadBack() {
    for (int length : new int[] {0, 1, 126, 127, 128, 16_383, 16_384, 70_000}) {
      SectionedState state = SectionedState.of(null);
      state.put(KNOWN, "x".repeat(length));
      assertThat(SectionedState.of(state.toBytes()).get(KNOWN)).hasSize(length);
    }
  }

  @Test
  void numbersOfAllSizesComeBack() {
    StateWriter out = new StateWriter();
    long[] numbers = {0, 1, 127, 128, 1L << 35, Long.MAX_VALUE, -1, Long.MIN_VALUE};
    for (long number : numbers) {
      out.writeUnsigned(number);
      out.writeFixed(number);
    }
    out.writeBoolean(true);
    out.writeBytes(new byte[] {1, 2});
    StateReader in = new StateReader(out.toBytes());
    for (long number : numbers) {
      assertThat(in.readUnsigned()).isEqualTo(number);
      assertThat(in.readFixed()).isEqualTo(number);
    }
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readBytes()).containsExactly(1, 2);
    assertThat(in.exhausted()).isTrue();
  }

  @Test
  void storedValueGoesOnAndWritesOnlyWhatChanges() {
    SectionedState newer = SectionedState.of(null);
    newer.put(OF_A_NEWER_RELEASE, "precious");
    SectionedState state = SectionedState.of(newer.toBytes());
    StateWriter buffer = new StateWriter();
    state.put(KNOWN, "first");

    SectionedState afterFirst = SectionedState.of(state.store(buffer));
    assertThat(state.changed()).isFalse();
    assertThat(state.get(KNOWN)).isEqualTo("first");
    state.put(OTHER, "more");
    SectionedState afterSecond = SectionedState.of(state.store(buffer));
    state.put(KNOWN, null);
    SectionedState afterThird = SectionedState.of(state.store(buffer));

    assertThat(afterFirst.get(KNOWN)).isEqualTo("first");
    assertThat(afterSecond.get(KNOWN)).isEqualTo("first");
    assertThat(afterSecond.get(OTHER)).isEqualTo("more");
    assertThat(afterThird.get(KNOWN)).isNull();
    assertThat(afterThird.get(OTHER)).isEqualTo("more");
    assertThat(afterThird.get(OF_A_NEWER_RELEASE)).isEqualTo("precious");
  }

  /** Remembers half of what it is given. */
  private record Forgetful(int id) implements PartCodec<Integer> {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(Integer state, StateWriter out) {
      out.writeUnsigned(state / 2);
    }

    @Override
    public Integer read(StateReader in, int version) {
      return in.readCount();
    }
  }

  @Test
  void partThatIsNotReadAsItWasWrittenIsFoundOut() {
    SectionedState state = SectionedState.of(null);
    state.put(new Forgetful(3), 100);
    assertThatThrownBy(() -> state.store(new StateWriter()))
        .isInstanceOf(AssertionError.class)
        .hasMessage("part 3 is not read as written");
  }
}
