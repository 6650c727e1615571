package io.dbintel.redaction.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What holds for every command of the languages other than SQL. */
class CommandPropertiesTest {

  private static final List<QueryLanguage> LANGUAGES =
      List.of(
          QueryLanguage.MONGODB_COMMAND,
          QueryLanguage.REDIS_COMMAND,
          QueryLanguage.OPENSEARCH_QUERY_DSL);

  private static final Pattern LITERAL = Pattern.compile(CommandGenerator.MARK + "|[0-9]");

  private static final String PIECES = "{}[],:\"'\\ \n\t?.-_$@*aZ09é東/=&GETPOSTfind";

  @Property(tries = 500)
  void noLiteralSurvivesAnyCut(@ForAll long structure, @ForAll long literals) {
    for (QueryLanguage language : LANGUAGES) {
      String command = new CommandGenerator(structure, literals).of(language);
      for (int length = 0; length <= command.length(); length++) {
        String cut = command.substring(0, length);
        assertThat(shown(language.normalize(cut))).as(cut).doesNotContainPattern(LITERAL);
      }
    }
  }

  private static String shown(NormalizedStatement result) {
    return String.join(
        "\n",
        result.text(),
        result.summary(),
        result.operation(),
        String.join("\n", result.collections()),
        result.tags().toString());
  }

  @Property(tries = 500)
  void otherLiteralsGiveTheSameFingerprint(
      @ForAll long structure, @ForAll long one, @ForAll long other) {
    for (QueryLanguage language : LANGUAGES) {
      String first = new CommandGenerator(structure, one).of(language);
      String second = new CommandGenerator(structure, other).of(language);
      NormalizedStatement result = language.normalize(first);
      assertThat(result.fingerprint())
          .as("%s%n%s", first, second)
          .isEqualTo(language.normalize(second).fingerprint());
      assertThat(result.malformed()).as(first).isFalse();
      assertThat(result.truncated()).as(first).isFalse();
    }
  }

  @Property(tries = 1_000)
  void acceptsAnyTextAndIsStable(@ForAll @Size(max = 200) String text, @ForAll long seed) {
    for (QueryLanguage language : QueryLanguage.values()) {
      accepts(language, text);
      accepts(language, pieces(new Random(seed)));
    }
  }

  private static String pieces(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "{\"" : "GET /a");
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return text.toString();
  }

  private static void accepts(QueryLanguage language, String text) {
    NormalizedStatement once = language.normalize(text);
    assertThat(once.summary().length()).isLessThanOrEqualTo(255);
    assertThat(once.collections()).hasSizeLessThanOrEqualTo(64);
    assertThat(once.normalizerVersion()).isEqualTo(language.normalizerVersion());
    if (LANGUAGES.contains(language)) {
      NormalizedStatement twice = language.normalize(once.text());
      assertThat(twice.text()).as(text).isEqualTo(once.text());
      assertThat(twice.fingerprint()).as(text).isEqualTo(once.fingerprint());
    }
  }
}
