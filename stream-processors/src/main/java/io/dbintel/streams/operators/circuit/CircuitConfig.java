package io.dbintel.streams.operators.circuit;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.InvalidSettingException;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.catalogue.SignalDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * When the agents of an instance are to leave its database alone. Times are of the instance clock.
 *
 * @param shadow whether it decides and reports, but changes nothing
 * @param window polls are judged over it, in two halves of which the older is dropped as a whole;
 *     half of it is the evaluation interval
 * @param minimumOutcomes polls in the window below which nothing is decided by their outcomes
 * @param errorShare share of polls that failed at which the circuit opens
 * @param notErrors globs of reasons of failures that say nothing about the database's condition
 * @param slowShare share of polls slower than their timeout above which the circuit opens; 0.05 is
 *     the 95th percentile
 * @param slowFactor timeout as a multiple of the collector's 95th percentile of the last hour
 * @param minTimeout bound of that timeout
 * @param maxTimeout bound of that timeout
 * @param volumePerMinute bytes of raw records above which the circuit opens
 * @param lockQueue sessions waiting for others, at one tick, from which it is distress
 * @param signals metrics that tell distress, besides those of the system's catalogue
 * @param ignoreSignals names of signals that are not judged, {@code lock_queue} among them
 * @param predictAhead readings ahead that a trend is followed; 0 for no prediction
 * @param breakDuration how long polling rests before probes
 * @param halfOpenProbes polls that decide whether the circuit closes
 * @param halfOpenWait how long probes are waited for
 * @param maxAdjustments how often thresholds are raised by themselves
 * @param adjustment factor of each time
 * @param overrides other settings for some instances, the first that matches
 */
public record CircuitConfig(
    @Setting(description = "Decide and report, change nothing.", defaultValue = "false")
        boolean shadow,
    @Setting(
            description = "Polls are judged over this time; half of it is the evaluation interval.",
            defaultValue = "1m",
            min = "2s",
            max = "1h")
        Duration window,
    @Setting(
            description = "Fewer polls than this in the window decide nothing.",
            defaultValue = "5",
            min = "1",
            max = "10000")
        int minimumOutcomes,
    @Setting(
            description = "Share of failed polls at which the circuit opens.",
            defaultValue = "0.25",
            min = "0.01",
            max = "1")
        double errorShare,
    @Setting(
            description =
                "Reasons of failed polls that are no errors of the database, such as a wrong"
                    + " password; * stands for any characters.",
            defaultValue =
                "[internal, tls, unknown_host, \"28*\", \"3D*\", \"42*\", \"22*\", \"0A*\","
                    + " \"08004\", \"08P01\", \"55000\"]")
        List<String> notErrors,
    @Setting(
            description = "Share of polls over their timeout above which the circuit opens.",
            defaultValue = "0.05",
            min = "0",
            max = "1")
        double slowShare,
    @Setting(
            description =
                "Timeout of a poll as a multiple of its collector's 95th percentile in the last"
                    + " hour.",
            defaultValue = "3",
            min = "1",
            max = "100")
        double slowFactor,
    @Setting(
            description = "Least timeout of a poll.",
            defaultValue = "1s",
            min = "10ms",
            max = "10m")
        Duration minTimeout,
    @Setting(
            description = "Greatest timeout of a poll, and what holds until enough is learned.",
            defaultValue = "30s",
            min = "10ms",
            max = "10m")
        Duration maxTimeout,
    @Setting(
            description = "Bytes of raw records a minute above which the circuit opens.",
            defaultValue = "64MiB",
            min = "1KiB")
        ByteSize volumePerMinute,
    @Setting(
            description =
                "Sessions that wait for others at which the circuit opens; agents ask for the"
                    + " blockers of at most sessions.maxBlocked.",
            defaultValue = "40",
            min = "1",
            max = "100000")
        int lockQueue,
    @Setting(
            description =
                "Metrics that tell that a database is in distress, besides those that the system's"
                    + " catalogue names; one of the same name replaces it.",
            max = "8")
        List<LoadSignal> signals,
    @Setting(description = "Names of signals that are not judged; lock_queue is one.", max = "16")
        List<String> ignoreSignals,
    @Setting(
            description = "Readings ahead that the trend of a load is followed; 0 for none.",
            defaultValue = "3",
            min = "0",
            max = "60")
        int predictAhead,
    @Setting(
            description = "How long an open circuit keeps polling stopped before probes.",
            defaultValue = "1m",
            min = "100ms",
            max = "1d")
        Duration breakDuration,
    @Setting(
            description = "Polls let through as probes; they decide whether the circuit closes.",
            defaultValue = "3",
            min = "1",
            max = "1000")
        int halfOpenProbes,
    @Setting(
            description = "How long probes are waited for before those that came decide.",
            defaultValue = "2m",
            min = "1s",
            max = "1d")
        Duration halfOpenWait,
    @Setting(
            description = "How often thresholds are raised after an opening that was not needed.",
            defaultValue = "3",
            min = "0",
            max = "10")
        int maxAdjustments,
    @Setting(
            description = "Factor by which thresholds are raised each time.",
            defaultValue = "1.25",
            min = "1",
            max = "4")
        double adjustment,
    @Setting(description = "Other settings for some instances; the first that matches holds.")
        List<CircuitOverride> overrides) {

  /** Checks that the least timeout is not above the greatest, for all and with each override. */
  public CircuitConfig {
    if (minTimeout.compareTo(maxTimeout) > 0) {
      throw new IllegalArgumentException(
          "minTimeout at most maxTimeout, found minTimeout "
              + minTimeout.toMillis()
              + " ms and maxTimeout "
              + maxTimeout.toMillis()
              + " ms");
    }
    if (signals.stream().map(LoadSignal::name).distinct().count() < signals.size()) {
      throw new IllegalArgumentException(
          "a name of its own for each of signals, found "
              + signals.stream().map(LoadSignal::name).toList());
    }
    List<String> contradictions = new ArrayList<>();
    for (int i = 0; i < overrides.size(); i++) {
      Duration least = or(overrides.get(i).minTimeout(), minTimeout);
      Duration most = or(overrides.get(i).maxTimeout(), maxTimeout);
      if (least.compareTo(most) > 0) {
        contradictions.add(
            "overrides[%d]: minTimeout %d ms, maxTimeout %d ms"
                .formatted(i, least.toMillis(), most.toMillis()));
      }
    }
    if (!contradictions.isEmpty()) {
      throw new InvalidSettingException(
          "overrides",
          String.join("; ", contradictions),
          "minTimeout at most maxTimeout, also where an override leaves one as it is for all",
          "change one of them");
    }
    notErrors = List.copyOf(notErrors);
    signals = List.copyOf(signals);
    ignoreSignals = List.copyOf(ignoreSignals);
    overrides = List.copyOf(overrides);
  }

  /** These, but for what an override says. */
  CircuitConfig with(CircuitOverride other) {
    return new CircuitConfig(
        or(other.shadow(), shadow),
        window,
        or(other.minimumOutcomes(), minimumOutcomes),
        or(other.errorShare(), errorShare),
        notErrors,
        slowShare,
        slowFactor,
        or(other.minTimeout(), minTimeout),
        or(other.maxTimeout(), maxTimeout),
        or(other.volumePerMinute(), volumePerMinute),
        or(other.lockQueue(), lockQueue),
        signals,
        Stream.concat(ignoreSignals.stream(), other.ignoreSignals().stream()).toList(),
        predictAhead,
        or(other.breakDuration(), breakDuration),
        or(other.halfOpenProbes(), halfOpenProbes),
        halfOpenWait,
        maxAdjustments,
        adjustment,
        List.of());
  }

  private static <T> T or(T other, T own) {
    return other == null ? own : other;
  }

  /** Whether a failure for the reason says something about the database's condition. */
  boolean isError(String reason) {
    for (String glob : notErrors) {
      if (Glob.matches(glob, reason)) {
        return false;
      }
    }
    return true;
  }

  /** Signals of a system's servers by name: the catalogue's, and those configured, not ignored. */
  SortedMap<String, LoadSignal> signalsOf(SystemCatalogue catalogue) {
    SortedMap<String, LoadSignal> all = new TreeMap<>();
    for (SignalDefinition signal : catalogue.signals()) {
      all.put(
          signal.name(),
          new LoadSignal(signal.name(), signal.metric(), signal.of(), signal.limit()));
    }
    signals.forEach(signal -> all.put(signal.name(), signal));
    all.keySet().removeAll(ignoreSignals);
    return all;
  }

  /** Whether the signal is not judged. */
  boolean ignores(String signal) {
    return ignoreSignals.contains(signal);
  }

  /** The evaluation interval, ms. */
  long halfWindow() {
    return window.toMillis() / 2;
  }
}
