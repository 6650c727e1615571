package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.runtime.config.SampleConfig.Mode;
import io.dbintel.runtime.config.SampleConfig.Nested;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigBindingTest {

  @Test
  void fillsInDefaults() {
    SampleConfig config = ConfigLoader.parse(SampleConfig.class, "name: agent");

    assertThat(config)
        .isEqualTo(
            new SampleConfig(
                "agent",
                2,
                10_000_000_000L,
                0.5,
                true,
                Duration.ofSeconds(15),
                ByteSize.ofBytes(900_000),
                Mode.READ_WRITE,
                null,
                null,
                List.of("x", "y"),
                Map.of(),
                Optional.empty(),
                new Nested(1, 9),
                List.of()));
  }

  @Test
  void readsEveryType() {
    SampleConfig config =
        ConfigLoader.parse(
            SampleConfig.class,
            """
            name: agent
            enabled: false
            interval: 500 ms
            batch: 64KiB
            mode: Read-Only
            endpoint: https://otlp.example.com:4318
            spool: /var/lib/spool
            tags: [a]
            properties: {version: 18, flag: no, security.protocol: SSL}
            login: {user: u, password: hunter22}
            nested: {low: 5}
            others: [{high: 3}, {}]
            """
                .replace("500 ms", "1m"));

    assertThat(config.enabled()).isFalse();
    assertThat(config.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.batch().toIntBytes()).isEqualTo(65_536);
    assertThat(config.mode()).isEqualTo(Mode.READ_ONLY);
    assertThat(config.endpoint()).isEqualTo(URI.create("https://otlp.example.com:4318"));
    assertThat(config.spool()).isEqualTo(Path.of("/var/lib/spool"));
    assertThat(config.properties())
        .containsExactly(
            Map.entry("version", "18"),
            Map.entry("flag", "no"),
            Map.entry("security.protocol", "SSL"));
    assertThat(config.login().orElseThrow().password().reveal()).isEqualTo("hunter22");
    assertThat(config.toString()).doesNotContain("hunter22").contains("****");
    assertThat(config.nested()).isEqualTo(new Nested(5, 9));
    assertThat(config.others()).containsExactly(new Nested(1, 3), new Nested(1, 9));
  }

  @Test
  void reportsAllProblemsWithPathPlaceFoundAndAllowed() {
    List<ConfigProblem> problems =
        problems(
            """
            workers: 0
            interval: soon
            mode: write
            tags: [ok, NOT]
            nested: {low: 10}
            others: [{hihg: 3}]
            login: [a]
            properties: {k: }
            """);

    assertThat(problems)
        .extracting(ConfigProblem::path)
        .containsExactly(
            "name",
            "workers",
            "interval",
            "mode",
            "tags[1]",
            "properties.k",
            "login",
            "nested",
            "others[0].hihg");
    assertThat(problems)
        .extracting(ConfigProblem::toString)
        .contains(
            "workers (line:1): found '0'; allowed: a whole number, at least 1, at most 64;"
                + " set workers to an allowed value",
            "mode (line:3): found 'write'; allowed: one of read_only, read_write;"
                + " set mode to an allowed value",
            "nested (line:5): found settings that contradict each other;"
                + " allowed: low <= high, but low is 10 and high 9; change one of them",
            "others[0].hihg (line:6): found an unknown key; allowed: one of low, high;"
                + " did you mean high?");
  }

  @Test
  void aSettingThatOnlyItsRecordCanJudgeHasItsOwnPath() {
    assertThatThrownBy(() -> ConfigLoader.parse(Judging.class, "words: [{word: hello}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("words[0].word (line:1): found hello; allowed: goodbye; go away");
  }

  record Judging(List<Word> words) {}

  record Word(String word) {
    Word {
      throw new InvalidSettingException("word", word, "goodbye", "go away");
    }
  }

  @Test
  void suggestsAKeyOnlyWhenItIsNear() {
    assertThat(problems("name: a\nwrokers: 3\nIN_TERVAL: 3s\ncolour: red\n"))
        .extracting(ConfigProblem::fix)
        .containsExactly("did you mean workers?", "did you mean interval?", "remove it");
  }

  @Test
  void rejectsSizesAndNumbersThatOverflow() {
    assertThat(
            problems(
                """
                name: a
                workers: 99999999999
                share: .inf
                interval: 99999999999999999999d
                batch: 9999999999999GiB
                endpoint: localhost:x y
                tags: [a, b, c, d]
                """))
        .extracting(ConfigProblem::path)
        .containsExactly("workers", "share", "interval", "batch", "endpoint", "tags");
  }

  @Test
  void keepsSecretsOutOfEveryMessage() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    SampleConfig.class,
                    """
                    name: a
                    login: {user: u, password: ['s3cret']}
                    endpoint: "https://me:s3cret@host: 1"
                    """))
        .hasMessageContaining("login.password")
        .hasMessageContaining("https://****@host")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(
            () -> ConfigLoader.parse(SampleConfig.class, "login: {user: u, password: *s3cret}"))
        .hasMessageContaining("undefined alias")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void keepsSecretsOutOfARecordsOwnComplaint() {
    assertThatThrownBy(() -> ConfigLoader.parse(Indiscreet.class, "password: hunter22"))
        .hasMessageContaining("too weak: ****")
        .hasMessageNotContaining("hunter22");
    assertThatThrownBy(() -> ConfigLoader.parse(Indiscreet.class, "password: ''"))
        .hasMessageContaining("an unusable secret");
  }

  @Test
  void reportsBrokenYamlWithItsLine() {
    assertThat(problems("name: a\n  workers: 3\n"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.location()).isEqualTo("line:2"));
    assertThat(problems("name: a\nname: b\n"))
        .extracting(ConfigProblem::found)
        .containsExactly("a duplicate key");
    assertThat(problems("[1, 2]")).extracting(ConfigProblem::found).containsExactly("a list");
    assertThat(problems("? [a]\n: b\n")).hasSize(1);
    assertThat(problems("name: \u0001")).hasSize(1);
    assertThat(problems("tags: &t [*t]")).isNotEmpty();
  }

  @Test
  void namesAProgrammersMistake() {
    assertThatThrownBy(() -> ConfigLoader.parse(Unsupported.class, "thread: x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unsupported type");
    assertThatThrownBy(() -> ConfigLoader.parse(Failing.class, "a: x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Failing");
  }

  private static List<ConfigProblem> problems(String yaml) {
    return catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse(SampleConfig.class, yaml))
        .problems();
  }

  record Indiscreet(Secret password) {
    Indiscreet {
      throw new IllegalArgumentException("too weak: " + password.reveal());
    }
  }

  record Unsupported(Thread thread) {}

  record Failing(String a) {
    Failing {
      throw new IllegalStateException(a);
    }
  }
}
