package io.dbintel.redaction.pii.corpus;

import io.dbintel.redaction.pii.Detection;
import io.dbintel.redaction.pii.PiiScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a scanner finds what is in a corpus. A value is found if a detection has both of its
 * offsets. A detection is wrong if no value has its offsets and its type: a found value under
 * another name, which some numbers of two countries cannot escape, takes from the precision.
 */
final class CorpusReport {
  private static final int EXAMPLES = 25;

  private static final class Score {
    private int found;
    private int missed;
    private int wrong;

    double precision() {
      return found + wrong == 0 ? 1 : (double) found / (found + wrong);
    }

    double recall() {
      return found + missed == 0 ? 1 : (double) found / (found + missed);
    }
  }

  private final Map<String, Score> scores = new TreeMap<>();
  private final Score all = new Score();
  private final List<String> examples = new ArrayList<>();

  private CorpusReport() {}

  static CorpusReport of(PiiScanner scanner, List<Sample> corpus) {
    CorpusReport report = new CorpusReport();
    for (Sample sample : corpus) {
      report.count(sample, scanner.scan(sample.text()).detections());
    }
    return report;
  }

  private void count(Sample sample, List<Detection> detections) {
    for (Detection expected : sample.expected()) {
      boolean found =
          detections.stream()
              .anyMatch(
                  detection ->
                      detection.start() == expected.start() && detection.end() == expected.end());
      score(expected.type()).found += found ? 1 : 0;
      score(expected.type()).missed += found ? 0 : 1;
      all.found += found ? 1 : 0;
      all.missed += found ? 0 : 1;
    }
    for (Detection detection : detections) {
      if (!sample.expected().contains(detection)) {
        score(detection.type()).wrong++;
        all.wrong++;
      }
    }
    if (!detections.equals(sample.expected()) && examples.size() < EXAMPLES) {
      examples.add(
          sample.text() + "\n      expected " + sample.expected() + "\n      was " + detections);
    }
  }

  private Score score(String type) {
    return scores.computeIfAbsent(type, name -> new Score());
  }

  double precision() {
    return all.precision();
  }

  double recall() {
    return all.recall();
  }

  double recall(String type) {
    return score(type).recall();
  }

  /** A table of all types and the first differences. */
  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder("\ntype                 found missed  wrong precision recall\n");
    scores.forEach((type, score) -> append(table, type, score));
    append(table, "all", all);
    examples.forEach(example -> table.append("  ").append(example).append('\n'));
    return table.toString();
  }

  private static void append(StringBuilder table, String type, Score score) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-20s %5d %6d %6d %9.4f %6.4f%n",
            type,
            score.found,
            score.missed,
            score.wrong,
            score.precision(),
            score.recall()));
  }
}
