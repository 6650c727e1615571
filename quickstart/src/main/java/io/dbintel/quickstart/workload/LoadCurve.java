package io.dbintel.quickstart.workload;

import java.time.Duration;

/**
 * How often an action runs as time goes by: a wave between half and one and a half times its mean,
 * tripled during a rush of some seconds in every period.
 *
 * @param meanPerSecond runs a second, over a whole wave without rush
 * @param period length of a wave
 * @param rush length of the rush at the end of a wave, zero for none
 */
record LoadCurve(double meanPerSecond, Duration period, Duration rush) {

  private static final double AMPLITUDE = 0.5;
  private static final double RUSH_FACTOR = 3;

  static LoadCurve steady(double perSecond) {
    return new LoadCurve(perSecond, Duration.ZERO, Duration.ZERO);
  }

  static LoadCurve wave(double meanPerSecond) {
    return new LoadCurve(meanPerSecond, Duration.ofSeconds(30), Duration.ZERO);
  }

  static LoadCurve rushed(double meanPerSecond) {
    return new LoadCurve(meanPerSecond, Duration.ofSeconds(40), Duration.ofSeconds(10));
  }

  /** Time to wait after a run that ended {@code elapsed} after the start of the workload. */
  Duration pauseAt(Duration elapsed) {
    return Duration.ofNanos((long) (1e9 / perSecondAt(elapsed)));
  }

  double perSecondAt(Duration elapsed) {
    if (period.isZero()) {
      return meanPerSecond;
    }
    long intoWave = elapsed.toMillis() % period.toMillis();
    double phase = (double) intoWave / period.toMillis();
    double wave = meanPerSecond * (1 + AMPLITUDE * Math.sin(2 * Math.PI * phase));
    boolean rushing = intoWave >= period.minus(rush).toMillis();
    return rushing ? wave * RUSH_FACTOR : wave;
  }
}
