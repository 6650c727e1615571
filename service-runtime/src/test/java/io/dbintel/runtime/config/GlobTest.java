package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {

  @Test
  void anAsteriskStandsForAnyCharactersAndAQuestionMarkForOne() {
    assertThat(Glob.pattern("acme*").matcher("acme").matches()).isTrue();
    assertThat(Glob.pattern("a*e").matcher("acme\nsite").matches()).isTrue();
    assertThat(Glob.pattern("acm?").matcher("acme").matches()).isTrue();
    assertThat(Glob.pattern("acm?").matcher("acm").matches()).isFalse();
  }

  @Test
  void everythingElseIsLiteral() {
    assertThat(Glob.pattern("a.c[m]\\E(e").matcher("a.c[m]\\E(e").matches()).isTrue();
    assertThat(Glob.pattern("a.c").matcher("abc").matches()).isFalse();
  }
}
