package io.dbintel.benchmarks.detection;

import io.dbintel.redaction.pii.Detection;
import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.pii.config.PiiConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Precision and recall over a generated corpus: values of many countries in the sentences of logs,
 * and clean texts. A value is found when detections cover all of it; a detection is right when it
 * overlaps a value.
 */
final class DetectionQuality {

  /** Types whose values carry a check digit or checksum: none may be missed. */
  static final Set<String> CHECKSUMMED =
      Set.of(
          "PAYMENT_CARD",
          "IBAN",
          "ES_NIF",
          "PL_PESEL",
          "BR_CPF",
          "CA_SIN",
          "SE_PERSONNUMMER",
          "NL_BSN",
          "CN_RESIDENT_ID");

  private static final String[] TEMPLATES = {
    "{}",
    "login of {} failed",
    "value={}; retry in 5 s",
    "{\"user\":\"{}\",\"ok\":true}",
    "customer ({}) asked for a refund.",
    "called with [{}, 3]",
    "{} was rejected by rule 17"
  };

  /** Numbers that a checksum alone does not tell from others: looked for near their name. */
  private static final Map<String, String> NAMED =
      Map.of("PL_PESEL", "PESEL ", "CA_SIN", "SIN ", "NL_BSN", "BSN: ");

  private final Map<String, int[]> foundOf = new LinkedHashMap<>();
  private final Set<String> falseTypes = new TreeSet<>();
  private int right;
  private int wrong;

  /**
   * Measures the default configuration over so many values of each type and as many clean texts.
   */
  static DetectionQuality measure(long seed, int valuesPerType) {
    DetectionQuality quality = new DetectionQuality();
    PiiScanner scanner = PiiScanner.of(PiiConfig.defaults());
    corpus(seed, valuesPerType).forEach(sample -> quality.add(sample, scanner));
    return quality;
  }

  private static List<Sample> corpus(long seed, int valuesPerType) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    Map<String, Supplier<String>> makers = new PrivateValues(seed).byType();
    CleanTexts clean = new CleanTexts(seed);
    for (Map.Entry<String, Supplier<String>> maker : makers.entrySet()) {
      for (int i = 0; i < valuesPerType; i++) {
        String template =
            NAMED.getOrDefault(maker.getKey(), "") + TEMPLATES[random.nextInt(TEMPLATES.length)];
        samples.add(Sample.of(maker.getKey(), template, maker.getValue().get()));
        samples.add(Sample.clean(clean.next()));
      }
    }
    return samples;
  }

  private void add(Sample sample, PiiScanner scanner) {
    List<Detection> detections = scanner.scan(sample.text()).detections();
    for (Detection detection : detections) {
      boolean overlaps = detection.start() < sample.end() && detection.end() > sample.start();
      if (sample.type() != null && overlaps) {
        right++;
      } else {
        wrong++;
        falseTypes.add(detection.type());
      }
    }
    if (sample.type() != null) {
      int[] counts = foundOf.computeIfAbsent(sample.type(), type -> new int[2]);
      counts[0] += covered(sample, detections) ? 1 : 0;
      counts[1]++;
    }
  }

  private static boolean covered(Sample sample, List<Detection> detections) {
    int at = sample.start();
    for (Detection detection : detections) {
      if (detection.start() <= at && detection.end() > at) {
        at = detection.end();
      }
    }
    return at >= sample.end();
  }

  double precision() {
    return (double) right / Math.max(1, right + wrong);
  }

  double recall() {
    int found = foundOf.values().stream().mapToInt(counts -> counts[0]).sum();
    int all = foundOf.values().stream().mapToInt(counts -> counts[1]).sum();
    return (double) found / Math.max(1, all);
  }

  double recallOf(String type) {
    int[] counts = foundOf.get(type);
    return (double) counts[0] / counts[1];
  }

  Set<String> types() {
    return foundOf.keySet();
  }

  /** Types of detections where nothing private stands. */
  Set<String> falseTypes() {
    return falseTypes;
  }
}
