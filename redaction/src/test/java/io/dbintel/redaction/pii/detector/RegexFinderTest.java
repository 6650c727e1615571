package io.dbintel.redaction.pii.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class RegexFinderTest {
  private static final List<String> NUMBERS =
      List.of(
          WordBoundary.START + "(?<![0-9][.-])[0-9]{2}-?[0-9]{2}" + WordBoundary.END,
          WordBoundary.START + "(?<!v )([1-4]{2,3})\\.[0-9]{1,2}(?![0-9])",
          WordBoundary.START + "[13][1-9a-f]{3,6}" + WordBoundary.END);

  @Property(tries = 5_000)
  void askingAtNumbersOnlyFindsTheSame(
      @ForAll
          @StringLength(max = 40)
          @Chars({'0', '1', '2', '3', '4', 'a', 'f', 'v', ' ', '.', '-', '_', 'é', '×', '主', '\n'})
          String text) {
    for (String regex : NUMBERS) {
      RegexFinder finder = RegexFinder.of(regex, value -> !value.contains("33"));
      assertThat(spans(finder.atNumbers(), text)).as(regex).isEqualTo(spans(finder, text));
    }
  }

  private static List<List<Integer>> spans(SpanFinder finder, String text) {
    List<List<Integer>> spans = new ArrayList<>();
    finder.find(text, (start, end) -> spans.add(List.of(start, end)));
    return spans;
  }
}
