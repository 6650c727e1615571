package io.dbintel.redaction.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.PiiConfig;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CleanTextCodecTest {

  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());

  /** Stores of earlier versions hold these bytes. */
  @Test
  void writesUtf8() {
    byte[] stored = CleanTextCodec.toStore(VERIFIER.trustCatalogueName("é東😀 ?"));

    assertThat(HexFormat.of().formatHex(stored)).isEqualTo("c3a9e69db1f09f9880203f");
    assertThat(CleanTextCodec.toStore(VERIFIER.trustCatalogueName(""))).isEmpty();
  }

  @Test
  void readsAPartOfAStoredValue() {
    byte[] stored = HexFormat.of().parseHex("ffc3a961ff");

    assertThat(CleanTextCodec.fromStore(stored, 1, 3)).hasToString("éa");
  }

  @Property
  void readsWhatItWrote(@ForAll("texts") String text) {
    CleanText clean = VERIFIER.trustCatalogueName(text);

    assertThat(CleanTextCodec.fromStore(CleanTextCodec.toStore(clean))).isEqualTo(clean);
  }

  /** Lone surrogates have no UTF-8. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange('\0', '\ud7ff')
        .withCharRange('\ue000', '\uffff')
        .ofMaxLength(100);
  }
}
