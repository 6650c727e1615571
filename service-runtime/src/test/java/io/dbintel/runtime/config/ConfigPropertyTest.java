package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.runtime.config.SampleConfig.Login;
import io.dbintel.runtime.config.SampleConfig.Mode;
import io.dbintel.runtime.config.SampleConfig.Nested;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every configuration, not just for the examples. */
class ConfigPropertyTest {

  /** A wrong line for each setting, by the path its problem must carry. */
  private static final Map<String, String> MISTAKES =
      Map.ofEntries(
          Map.entry("name", "name: UPPER"),
          Map.entry("workers", "workers: 65"),
          Map.entry("limit", "limit: 1.5"),
          Map.entry("share", "share: 2"),
          Map.entry("enabled", "enabled: yes"),
          Map.entry("interval", "interval: 2h"),
          Map.entry("batch", "batch: 1TB"),
          Map.entry("mode", "mode: [read_only]"),
          Map.entry("endpoint", "endpoint: //host"),
          Map.entry("tags", "tags: text"),
          Map.entry("properties", "properties: [a]"),
          Map.entry("login.password", "login: {user: u}"),
          Map.entry("nested.high", "nested: {low: 1000, high: 100}"),
          Map.entry("others", "others: [{}, {}, {}]"),
          Map.entry("unknown", "unknown: 1"));

  @Property(tries = 200)
  void whatIsWrittenIsRead(@ForAll("configs") SampleConfig config) {
    assertThat(ConfigLoader.parse(SampleConfig.class, yaml(config))).isEqualTo(config);
  }

  @Property(tries = 200)
  void everyProblemIsReportedAndNoOther(@ForAll("mistakes") Set<String> wrong) {
    String good = wrong.contains("name") ? "" : "name: good\n";
    String yaml = wrong.stream().map(MISTAKES::get).collect(Collectors.joining("\n", good, "\n"));

    ConfigException rejected =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse(SampleConfig.class, yaml));

    assertThat(rejected.problems())
        .extracting(ConfigProblem::path)
        .containsExactlyInAnyOrderElementsOf(wrong);
    assertThat(rejected.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.location()).startsWith("line:");
              assertThat(problem.found()).isNotBlank();
              assertThat(problem.allowed()).isNotBlank();
              assertThat(problem.fix()).isNotBlank();
            });
  }

  @Property(tries = 300)
  void textIsReadOrRefusedWithProblems(@ForAll("texts") String yaml) {
    try {
      assertThat(ConfigLoader.parse(SampleConfig.class, yaml).name()).isNotEmpty();
    } catch (ConfigException rejected) {
      assertThat(rejected.problems()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<Set<String>> mistakes() {
    return Arbitraries.of(MISTAKES.keySet()).set().ofMinSize(1);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "name", ": ", "\n", " ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!map ", "<<", "'",
            "\"", "${env:", "${", "|", ">", "%", "\t", "workers", "tags", "x", "---\n", "? ");
    return Arbitraries.oneOf(Arbitraries.strings(), pieces.list().ofMaxSize(12).map(this::join));
  }

  private String join(List<String> pieces) {
    return String.join("", pieces);
  }

  @Provide
  Arbitrary<SampleConfig> configs() {
    Arbitrary<String> words = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1);
    Arbitrary<String> texts = Arbitraries.strings().ascii().filter(text -> !text.contains("${"));
    Arbitrary<Nested> nested =
        Combinators.combine(
                Arbitraries.integers().between(-5, 9), Arbitraries.integers().between(9, 99))
            .as(Nested::new);
    Arbitrary<Login> logins =
        Combinators.combine(texts, texts.filter(text -> !text.isEmpty()).map(Secret::of))
            .as(Login::new);
    Arbitrary<SampleConfig> scalars =
        Combinators.combine(
                words,
                Arbitraries.integers().between(1, 64),
                Arbitraries.longs(),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.of(true, false),
                Arbitraries.longs().between(1_000, 3_600_000).map(Duration::ofMillis),
                Arbitraries.longs().between(0, 1_000_000).map(ByteSize::ofBytes),
                Arbitraries.of(Mode.class))
            .as(
                (name, workers, limit, share, enabled, interval, batch, mode) ->
                    new SampleConfig(
                        name,
                        workers,
                        limit,
                        share,
                        enabled,
                        interval,
                        batch,
                        mode,
                        null,
                        null,
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        new Nested(1, 9),
                        List.of()));
    return Combinators.combine(
            scalars,
            words.map(word -> URI.create("https://" + word)),
            words.map(Path::of),
            words.list().ofMaxSize(3),
            Arbitraries.maps(words, texts).ofMaxSize(4),
            logins.optional(),
            nested,
            nested.list().ofMaxSize(2))
        .as(
            (s, endpoint, spool, tags, properties, login, low, others) ->
                new SampleConfig(
                    s.name(),
                    s.workers(),
                    s.limit(),
                    s.share(),
                    s.enabled(),
                    s.interval(),
                    s.batch(),
                    s.mode(),
                    endpoint,
                    spool,
                    tags,
                    properties,
                    login,
                    low,
                    others));
  }

  private static String yaml(SampleConfig config) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: ").append(quoted(config.name())).append('\n');
    yaml.append("workers: ").append(config.workers()).append('\n');
    yaml.append("limit: ").append(config.limit()).append('\n');
    yaml.append("share: ").append(config.share()).append('\n');
    yaml.append("enabled: ").append(config.enabled()).append('\n');
    yaml.append("interval: ").append(config.interval().toMillis()).append("ms\n");
    yaml.append("batch: ").append(config.batch()).append('\n');
    yaml.append("mode: ").append(config.mode()).append('\n');
    yaml.append("endpoint: ").append(config.endpoint()).append('\n');
    yaml.append("spool: ").append(quoted(config.spool().toString())).append('\n');
    yaml.append("tags: ").append(config.tags().stream().map(ConfigPropertyTest::quoted).toList());
    yaml.append("\nproperties:");
    yaml.append(config.properties().isEmpty() ? " {}\n" : "\n");
    config
        .properties()
        .forEach(
            (key, text) ->
                yaml.append("  ")
                    .append(quoted(key))
                    .append(": ")
                    .append(quoted(text))
                    .append('\n'));
    config.login().ifPresent(login -> yaml.append(yaml(login)));
    yaml.append("nested: ").append(yaml(config.nested())).append('\n');
    yaml.append("others: ").append(config.others().stream().map(ConfigPropertyTest::yaml).toList());
    return yaml.append('\n').toString();
  }

  private static String yaml(Login login) {
    return "login:\n  user: "
        + quoted(login.user())
        + "\n  password: "
        + quoted(login.password().reveal())
        + "\n";
  }

  private static String yaml(Nested nested) {
    return "{low: " + nested.low() + ", high: " + nested.high() + "}";
  }

  /** A YAML double-quoted scalar, every special character as an escape. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c ->
                quoted.append(
                    c < ' ' || c > '~' || c == '"' || c == '\\'
                        ? String.format("\\u%04x", c)
                        : Character.toString(c)));
    return quoted.append('"').toString();
  }
}
