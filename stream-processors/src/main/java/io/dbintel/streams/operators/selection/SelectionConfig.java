package io.dbintel.streams.operators.selection;

import io.dbintel.runtime.config.Setting;

/**
 * How many statements of a poll are told by name; the rest is told as one exact sum.
 *
 * @param top statements to tell by name, by share of execution time
 * @param hardCap statements of one poll that are never exceeded
 */
public record SelectionConfig(
    @Setting(
            description =
                "Statements of a poll to tell by name, those with the greatest share of the time;"
                    + " the rest is told as one exact sum.",
            defaultValue = "200",
            min = "1",
            max = "100000")
        int top,
    @Setting(
            description = "Statements of one poll told by name that are never exceeded.",
            defaultValue = "400",
            min = "1",
            max = "100000")
        int hardCap) {

  /** Checks that the cap leaves room for the wanted number. */
  public SelectionConfig {
    if (hardCap < top) {
      throw new IllegalArgumentException(
          "hardCap at least top, found hardCap " + hardCap + " and top " + top);
    }
  }
}
