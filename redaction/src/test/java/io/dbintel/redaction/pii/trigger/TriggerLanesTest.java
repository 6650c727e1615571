package io.dbintel.redaction.pii.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.pii.detector.DetectorCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Stepping all automata as one tells the same triggers as stepping each of them does. */
class TriggerLanesTest {
  private static final List<TriggerGroup> BUILT_IN =
      groups(PiiConfig.defaults().withSensitivity(Sensitivity.HIGH));
  private static final List<TriggerGroup> CONFIGURED =
      List.of(
          new TriggerGroup(1L << 62, List.of(TriggerPattern.exact("x?[a-c]+é主"))),
          new TriggerGroup(1L << 63, List.of(TriggerPattern.word("staff-[0-9]{3}"))));

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

  @Property(tries = 3_000)
  void textsTriggerTheSame(@ForAll("texts") String text) {
    assertThat(JOINED.in(text)).isEqualTo(APART.in(text));
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

  /** So many that the full table is begun anew meanwhile. */
  @Example
  void whatThereIsNoRoomForTriggersTheSame() {
    TriggerLanes tight = TriggerLanes.compile(BUILT_IN, CONFIGURED, 60);
    for (String text : texts().list().ofSize(3_000).sample()) {
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(tight.in(text)).as(text).isEqualTo(APART.in(text));
      assertThat(tight.in(bytes, 0, bytes.length))
          .as(text)
          .isEqualTo(APART.in(bytes, 0, bytes.length));
    }
  }

  @Example
  void threadsThatLearnTogetherTriggerTheSame() {
    TriggerLanes fresh = TriggerLanes.compile(BUILT_IN, CONFIGURED);
    List<String> texts = texts().list().ofSize(500).sample();
    long[] expected = texts.stream().mapToLong(APART::in).toArray();

    IntStream.range(0, 16)
        .parallel()
        .forEach(
            seed ->
                new Random(seed)
                    .ints(1_000, 0, expected.length)
                    .forEach(i -> assertThat(fresh.in(texts.get(i))).isEqualTo(expected[i])));
  }

  /** Pieces of what triggers are made of, and of what tells them apart. */
  @Provide
  Arbitrary<String> texts() {
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
            "PRIVATE KEY")
        .list()
        .ofMaxSize(24)
        .map(pieces -> String.join("", pieces));
  }
}
