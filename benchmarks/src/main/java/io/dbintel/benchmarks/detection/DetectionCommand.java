package io.dbintel.benchmarks.detection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Precision and recall of the detectors of private values. */
@Command(
    name = "detection",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description = "Precision and recall over a generated corpus of many countries.")
public final class DetectionCommand implements Callable<Integer> {

  private static final double MIN_PRECISION = 0.99;
  private static final double MIN_RECALL = 0.98;

  @Option(
      names = "--values",
      defaultValue = "2000",
      description = "Values of each type (default: ${DEFAULT-VALUE}).")
  private int values;

  @Option(
      names = "--seed",
      defaultValue = "20261121",
      description = "Seed of the corpus (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    DetectionQuality quality = DetectionQuality.measure(seed, values);
    boolean nothingMissed = true;
    for (String type : quality.types()) {
      double recall = quality.recallOf(type);
      nothingMissed &= recall == 1 || !DetectionQuality.CHECKSUMMED.contains(type);
      System.out.printf("bench detection: %-16s recall %.4f%n", type, recall);
    }
    System.out.println("bench detection: false detections of " + quality.falseTypes());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "detection");
    line.put("precision", quality.precision());
    line.put("recall", quality.recall());
    line.put("checksum_types_missed_nothing", nothingMissed);
    line.put("types", quality.types().size());
    line.put("values_per_type", values);
    System.out.println(new ObjectMapper().writeValueAsString(line));
    boolean good = quality.precision() >= MIN_PRECISION && quality.recall() >= MIN_RECALL;
    return good && nothingMissed ? 0 : 1;
  }
}
