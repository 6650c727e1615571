package io.dbintel.streams.operators.selection;

import io.dbintel.runtime.config.Setting;

/**
 * How many statements of a poll leave under their own names; the rest leaves as an exact sum.
 *
 * @param top statements to name, by share of execution time
 * @param hardCap most statements of one poll that are named
 * @param share of the execution time that named statements should have
 */
public record SelectionConfig(
    @Setting(
            description =
                "Statements of a poll to report by name, those with the greatest share of the time;"
                    + " the rest is reported as an exact sum for each database.",
            defaultValue = "200",
            min = "1",
            max = "100000")
        int top,
    @Setting(
            description = "Most statements of one poll that are reported by name.",
            defaultValue = "400",
            min = "1",
            max = "100000")
        int hardCap,
    @Setting(
            description =
                "Share of the execution time that named statements should have: while they have"
                    + " less, more than top are named, up to hardCap.",
            defaultValue = "0.95",
            min = "0",
            max = "1")
        double share) {

  /** Checks that the cap is not below the wanted number. */
  public SelectionConfig {
    if (hardCap < top) {
      throw new IllegalArgumentException(
          "hardCap at least top, found hardCap " + hardCap + " and top " + top);
    }
  }
}
