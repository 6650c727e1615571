package io.dbintel.redaction.pii.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.detector.DetectorCatalogue;
import io.dbintel.redaction.pii.pattern.LinearPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/**
 * Stepping all automata as one finds the same triggers as stepping each of them does, and both find
 * what regular expressions do, which share no code with them.
 */
class TriggerLanesTest {
  private static final List<TriggerGroup> BUILT_IN =
      groups(PiiConfig.defaults().withSensitivity(Sensitivity.HIGH));
  private static final List<TriggerGroup> CONFIGURED =
      List.of(
          new TriggerGroup(1L << 62, List.of(TriggerPattern.exact("x?[a-c]+é主"))),
          new TriggerGroup(1L << 63, List.of(TriggerPattern.word("staff-[0-9]{3}"))));

  private static final List<TriggerGroup> ALL =
      Stream.concat(BUILT_IN.stream(), CONFIGURED.stream()).toList();

  private static final Map<TriggerPattern, Pattern> EXPRESSIONS =
      ALL.stream()
          .flatMap(group -> group.triggers().stream())
          .distinct()
          .collect(Collectors.toMap(Function.identity(), TriggerLanesTest::expression));

  private static final List<String> MATCHES =
      EXPRESSIONS.keySet().stream()
          .flatMap(trigger -> matchesOf(trigger).stream())
          .sorted()
          .toList();

  private static final TriggerLanes JOINED = TriggerLanes.compile(BUILT_IN, CONFIGURED);

  /** With room for the start alone, each automaton reads each text. */
  private static final TriggerLanes APART = TriggerLanes.compile(BUILT_IN, CONFIGURED, 1);

  private static List<TriggerGroup> groups(PiiConfig config) {
    List<TriggerGroup> groups = new ArrayList<>();
    DetectorCatalogue.of(config)
        .forEach(
            detector -> groups.add(new TriggerGroup(1L << groups.size(), detector.triggers())));
    return groups;
  }

  private static Pattern expression(TriggerPattern trigger) {
    String boundary = trigger.afterBoundary() ? "(?<![A-Za-z0-9])" : "";
    int flags = trigger.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0;
    return Pattern.compile(boundary + "(?:" + trigger.pattern() + ")", flags);
  }

  /** Drawn one by one: a list drawn as a whole may be one text over and over, as an edge case. */
  private List<String> sample(int size) {
    return texts().sampleStream().limit(size).toList();
  }

  private static long expectedIn(String text) {
    long bits = 0;
    for (TriggerGroup group : ALL) {
      boolean found =
          group.triggers().stream()
              .anyMatch(trigger -> EXPRESSIONS.get(trigger).matcher(text).find());
      bits |= found ? group.bits() : 0;
    }
    return bits;
  }

  @Property(tries = 1_500)
  void textsTriggerWhatTheirPatternsSay(@ForAll("texts") String text) {
    long expected = expectedIn(text);
    assertThat(JOINED.in(text)).isEqualTo(expected);
    assertThat(APART.in(text)).isEqualTo(expected);
  }

  /** Without this, automata that find nothing would pass all tests here. */
  @Example
  void theTextsTriggerEveryDetector() {
    long bits = 0;
    for (String text : sample(6_000)) {
      bits |= expectedIn(text);
    }
    assertThat(bits)
        .isEqualTo(ALL.stream().mapToLong(TriggerGroup::bits).reduce(0, (a, b) -> a | b));
  }

  /** Without this, the two sides could be the same code. */
  @Example
  void oneSideStepsJoinedStatesAndTheOtherDoesNot() {
    sample(500).forEach(JOINED::in);

    assertThat(JOINED.joined().size()).isGreaterThan(100);
    assertThat(APART.joined().size()).isEqualTo(1);
  }

  @Property(tries = 3_000)
  void bytesTriggerTheSame(@ForAll("texts") String text) {
    byte[] bytes = ("7" + text + "7").getBytes(UTF_8);

    long joined = JOINED.in(bytes, 1, bytes.length - 2);

    assertThat(joined).isEqualTo(APART.in(bytes, 1, bytes.length - 2));
    assertThat(joined).isEqualTo(JOINED.in(new String(bytes, 1, bytes.length - 2, UTF_8)));
  }

  @Property(tries = 1_000)
  void malformedBytesTriggerTheSame(@ForAll @Size(max = 60) byte[] bytes) {
    assertThat(JOINED.in(bytes, 0, bytes.length)).isEqualTo(APART.in(bytes, 0, bytes.length));
  }

  /** So many that the full table is replaced meanwhile. */
  @Example
  void whatThereIsNoRoomForTriggersTheSame() {
    TriggerLanes tight = TriggerLanes.compile(BUILT_IN, CONFIGURED, 60);
    LearnedDfa first = tight.joined();
    for (String text : sample(3_000)) {
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(tight.in(text)).as(text).isEqualTo(APART.in(text));
      assertThat(tight.in(bytes, 0, bytes.length))
          .as(text)
          .isEqualTo(APART.in(bytes, 0, bytes.length));
    }
    assertThat(first.size()).isEqualTo(60);
    assertThat(tight.joined()).isNotSameAs(first);
  }

  @Example
  void threadsThatLearnTogetherTriggerTheSame() {
    TriggerLanes fresh = TriggerLanes.compile(BUILT_IN, CONFIGURED);
    List<String> texts = sample(500);
    long[] expected = texts.stream().mapToLong(APART::in).toArray();

    IntStream.range(0, 16)
        .parallel()
        .forEach(
            seed ->
                new Random(seed)
                    .ints(1_000, 0, expected.length)
                    .forEach(i -> assertThat(fresh.in(texts.get(i))).isEqualTo(expected[i])));
  }

  /** What triggers match, pieces of it, and what separates them. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(Tuple.of(4, pieces()), Tuple.of(1, Arbitraries.of(MATCHES)))
        .list()
        .ofMaxSize(24)
        .map(parts -> String.join("", parts));
  }

  private static List<String> matchesOf(TriggerPattern trigger) {
    Automaton automaton =
        LinearPattern.compile("trigger", trigger.pattern(), trigger.ignoreCase()).automaton();
    Random random = new Random(trigger.pattern().hashCode());
    return Stream.generate(() -> match(automaton, random)).limit(8).toList();
  }

  private static String match(Automaton automaton, Random random) {
    StringBuilder text = new StringBuilder();
    Transition transition = new Transition();
    int state = 0;
    while (!automaton.isAccept(state)) {
      automaton.getTransition(
          state, random.nextInt(automaton.getNumTransitions(state)), transition);
      int most = Math.min(transition.max, Math.max(transition.min, '~'));
      text.appendCodePoint(transition.min + random.nextInt(most - transition.min + 1));
      state = transition.dest;
    }
    return text.toString();
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.of(
        "4111",
        "1111",
        "0",
        "12",
        "345",
        "1980",
        " ",
        "-",
        ".",
        ":",
        "=",
        "\n",
        "+",
        "@",
        "%40",
        "a",
        "f",
        "x",
        "E",
        "Q~",
        "é",
        "主",
        "\uD83D\uDE00",
        "\uD83D",
        "\\\"",
        "'",
        "'",
        "(",
        "/",
        "tel",
        "Pass",
        "word",
        "passwd",
        "SECRET",
        "tok",
        "en",
        "key",
        "date",
        "of",
        "birth",
        "ssn",
        "DE89",
        "GB",
        "AKIA",
        "eyJ",
        "bc1",
        "0x",
        "staff",
        "abc",
        "database",
        "PRIVATE KEY");
  }
}
