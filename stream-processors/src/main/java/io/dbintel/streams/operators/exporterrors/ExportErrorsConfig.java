package io.dbintel.streams.operators.exporterrors;

import io.dbintel.runtime.config.Glob;
import io.dbintel.runtime.config.Setting;
import java.time.Duration;
import java.util.List;

/**
 * When destinations refuse too much, and what is done about it.
 *
 * @param shadow whether feedback is decided and told, and nothing is withheld because of it
 * @param window time over which shares are taken
 * @param beginShare share of what was offered that is refused from which on it is told
 * @param endShare share below which it is over
 * @param minErrors refused points and log records in a window, from which on they are told
 * @param feedbackSinks sinks whose errors lead to feedback, as globs
 * @param raiseAfter how long errors go on until more is withheld
 * @param lowerAfter how long there are none until less is withheld
 */
public record ExportErrorsConfig(
    @Setting(
            description = "Whether feedback is only decided and told, and withholds nothing.",
            defaultValue = "false")
        boolean shadow,
    @Setting(
            description = "Time over which shares of refused results are taken.",
            defaultValue = "10m",
            min = "1m",
            max = "6h")
        Duration window,
    @Setting(
            description = "Share of the offered results that is refused, from which on it is told.",
            defaultValue = "0.05",
            min = "0",
            max = "1")
        double beginShare,
    @Setting(
            description = "Share at which it is told that it is over; at most beginShare.",
            defaultValue = "0.01",
            min = "0",
            max = "1")
        double endShare,
    @Setting(
            description =
                "Points and log records that are refused in a window, from which on they are told.",
            defaultValue = "10",
            min = "1",
            max = "1000000000")
        long minErrors,
    @Setting(
            description =
                "Sinks whose errors lead to less being sent to all: * stands for any characters.",
            defaultValue = "['*']",
            max = "100")
        List<String> feedbackSinks,
    @Setting(
            description = "Errors go on for so long until more is withheld.",
            defaultValue = "10m",
            min = "1m",
            max = "1d")
        Duration raiseAfter,
    @Setting(
            description = "There are none for so long until less is withheld.",
            defaultValue = "30m",
            min = "1m",
            max = "7d")
        Duration lowerAfter) {

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException when what has begun could end at once
   */
  public ExportErrorsConfig {
    feedbackSinks = List.copyOf(feedbackSinks);
    if (endShare > beginShare) {
      throw new IllegalArgumentException(
          "an endShare of at most beginShare, found endShare "
              + endShare
              + " and beginShare "
              + beginShare);
    }
  }

  /** Whether errors of the sink lead to feedback. */
  boolean listensTo(String sink) {
    return feedbackSinks.stream().anyMatch(glob -> Glob.pattern(glob).matcher(sink).matches());
  }

  /** {@link #window()} in milliseconds. */
  long windowMs() {
    return window.toMillis();
  }
}
