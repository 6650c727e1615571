package io.dbintel.collector.systems.mysql.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestTokensTest {

  @Test
  void countsWhatTheServerStores() {
    assertThat(DigestTokens.bytes("SELECT ? AS `s` , ?, ... ")).isEqualTo(2 + 2 + 2 + 5 + 2 + 4);
    assertThat(DigestTokens.bytes("@@`sql_mode`")).isEqualTo(2 + 4 + 8);
    assertThat(DigestTokens.bytes("`Ü`")).isEqualTo(6);
    assertThat(DigestTokens.bytes("`open")).isPositive();
    assertThat(DigestTokens.bytes("")).isZero();
  }

  @Test
  void isCutWhenTheNextTokenMayNotHaveFitted() {
    String text = "`" + "x".repeat(48) + "` ";
    assertThat(DigestTokens.mayBeCut(text.repeat(18), 1_024)).isFalse();
    assertThat(DigestTokens.mayBeCut(text.repeat(19), 1_024)).isTrue();
  }
}
