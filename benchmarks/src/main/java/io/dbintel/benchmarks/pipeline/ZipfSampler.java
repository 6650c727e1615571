package io.dbintel.benchmarks.pipeline;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws ranks 0 to n-1 where rank r is drawn with a probability proportional to 1 / (r + 1). */
final class ZipfSampler {

  private final double[] cumulative;

  ZipfSampler(int ranks) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
    for (int rank = 0; rank < ranks; rank++) {
      cumulative[rank] /= sum;
    }
  }

  int draw(SplittableRandom random) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble());
    int rank = found >= 0 ? found + 1 : -found - 1;
    return Math.min(rank, cumulative.length - 1);
  }

  /** How many different ranks come up in {@code draws} draws, on average. */
  double expectedDistinct(int draws) {
    double distinct = 0;
    double before = 0;
    for (double upTo : cumulative) {
      distinct += 1 - Math.pow(1 - (upTo - before), draws);
      before = upTo;
    }
    return distinct;
  }
}
