package io.dbintel.streams.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.HexFormat;

/** Holds that a codec still reads and writes the bytes that are in stores. */
public final class GoldenBytes {
  private GoldenBytes() {}

  /** Checks that {@code hex} is what the codec writes for the state, and reads as it. */
  public static <S> void check(PartCodec<S> codec, int id, S state, String hex) {
    check(codec, id, 1, state, hex);
  }

  /** The same for a codec of another version than the first. */
  public static <S> void check(PartCodec<S> codec, int id, int version, S state, String hex) {
    StateWriter out = new StateWriter();
    codec.write(state, out);
    assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(hex);
    StateReader in = new StateReader(HexFormat.of().parseHex(hex));
    assertThat(codec.read(in, codec.version())).isEqualTo(state);
    assertThat(in.exhausted()).isTrue();
    assertThat(codec.id()).isEqualTo(id);
    assertThat(codec.version()).isEqualTo(version);
  }
}
