package io.dbintel.streams.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.ConfigLoader;
import java.net.InetAddress;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminConfigTest {
  private static final String HASH = "ab".repeat(32);
  private static final String TOKENS = "tokens: [{name: ann, role: viewer, sha256: " + HASH + "}]";

  @Test
  void isOffWithoutTokensAndOnLoopbackWithThem() {
    assertThat(config("{}").isOn()).isFalse();
    AdminConfig on = config("{" + TOKENS + "}");
    assertThat(on.isOn()).isTrue();
    assertThat(on.isSecure()).isFalse();
    assertThat(
            config(
                    "{bindAddress: 0.0.0.0, advertisedUrl: \"http://processors-0:8891\", "
                        + TOKENS
                        + "}")
                .advertised(8890))
        .isEqualTo("processors-0:8891");
  }

  /** Two hosts that listen on their loopback addresses are not one. */
  @Test
  void onLoopbackAProcessHasTheNameOfItsHostAndIsReachedByItsAddress() throws Exception {
    String machine = InetAddress.getLocalHost().getHostName();
    AdminConfig four = config("{" + TOKENS + "}");
    assertThat(four.advertised(8890)).isEqualTo(machine + ":8890").doesNotContain("127.0.0.1");
    assertThat(four.reached(machine + ":8891")).isEqualTo("127.0.0.1:8891");
    assertThat(four.reached("elsewhere:8891")).isEqualTo("elsewhere:8891");
    AdminConfig six = config("{bindAddress: \"::1\", " + TOKENS + "}");
    assertThat(six.advertised(8890)).isEqualTo(machine + ":8890");
    assertThat(six.reached(machine + ":8890")).isEqualTo("[::1]:8890");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bindAddress: 0.0.0.0 | advertisedUrl",
        "advertisedUrl: processors-0:8890 | http://HOST:PORT",
        "advertisedUrl: 'https://processors-0:8890' | there is no tls",
        "advertisedUrl: 'http://processors-0' | HOST:PORT",
        "advertisedUrl: 'http://processors-0:1/x' | without a path",
      })
  void whatCannotWorkIsTold(String setting, String told) {
    assertThatThrownBy(() -> config("{" + setting + ", " + TOKENS + "}"))
        .hasMessageContaining(told);
  }

  @Test
  void tokensHaveNamesAndHashesOfTheirOwn() {
    String one = "{name: ann, role: viewer, sha256: " + HASH + "}";
    String other = one.replace("ann", "bob");
    assertThatThrownBy(() -> config("tokens: [" + one + ", " + other + "]"))
        .hasMessageContaining("bob");
    assertThatThrownBy(() -> config("tokens: [" + one + ", " + one.replace("ab", "cd") + "]"))
        .hasMessageContaining("ann");
    assertThatThrownBy(() -> config("tokens: [" + one.replace(HASH, "secret") + "]"))
        .hasMessageContaining("sha256");
  }

  @Test
  void tokensAreKnownByTheirHashAlone() {
    String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    Tokens tokens = new Tokens(config("{" + TOKENS.replace(HASH, hash) + "}").tokens());
    assertThat(tokens.callerOf("Bearer test")).contains(new Caller("ann", Role.VIEWER));
    assertThat(tokens.callerOf("bearer  test ")).isPresent();
    for (String header :
        new String[] {
          null,
          "",
          "Bearer",
          "Bearer ",
          "Basic test",
          "Bearer Test",
          "Bearer " + hash,
          "Bearer " + "x".repeat(10_000)
        }) {
      assertThat(tokens.callerOf(header)).as("%s", header).isEmpty();
    }
  }

  @Test
  void rolesIncludeTheOnesBelow() {
    for (Role own : Role.values()) {
      for (Role needed : Role.values()) {
        assertThat(own.covers(needed)).isEqualTo(own.ordinal() >= needed.ordinal());
      }
      assertThat(own.label()).isEqualTo(own.name().toLowerCase(Locale.ROOT));
    }
  }

  private static AdminConfig config(String yaml) {
    return ConfigLoader.parse(AdminConfig.class, yaml);
  }
}
