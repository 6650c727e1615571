package io.dbintel.streams.operators.selection;

import io.dbintel.runtime.config.Setting;

/**
 * How many statements of a poll leave under their own names; the rest leaves as one exact sum.
 *
 * @param top statements to name, by share of execution time
 * @param hardCap most statements of one poll that are named
 */
public record SelectionConfig(
    @Setting(
            description =
                "Statements of a poll to report by name, those with the greatest share of the time;"
                    + " the rest is reported as one exact sum.",
            defaultValue = "200",
            min = "1",
            max = "100000")
        int top,
    @Setting(
            description = "Most statements of one poll that are reported by name.",
            defaultValue = "400",
            min = "1",
            max = "100000")
        int hardCap) {

  /** Checks that the cap is not below the wanted number. */
  public SelectionConfig {
    if (hardCap < top) {
      throw new IllegalArgumentException(
          "hardCap at least top, found hardCap " + hardCap + " and top " + top);
    }
  }
}
