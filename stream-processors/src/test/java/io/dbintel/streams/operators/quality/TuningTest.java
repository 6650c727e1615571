package io.dbintel.streams.operators.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TuningTest {
  private static final QualityConfig CONFIG = QualityTurns.config(new TuningConfig(10, false));
  private static final long CONFIGURED = Threshold.LATENESS.configured(CONFIG);

  private final Tuning learned = Tuning.none();

  private List<Tuning.Move> day(long value, QualityConfig config) {
    List<Tuning.Move> moves = new ArrayList<>();
    for (int hour = 0; hour < Tuning.HOURS; hour++) {
      learned.observe(Threshold.LATENESS, value);
      moves.addAll(learned.endHour(config));
    }
    return moves;
  }

  private long limit() {
    return learned.limit(Threshold.LATENESS, CONFIG);
  }

  @Test
  void aThresholdStandsTenTimesAboveWhatIsUsualWithinItsBounds() {
    assertThat(limit()).isEqualTo(CONFIGURED);
    assertThat(day(30_000, CONFIG))
        .containsExactly(new Tuning.Move(Threshold.LATENESS, CONFIGURED, 300_000, 30_000));
    assertThat(limit()).isEqualTo(300_000);
    assertThat(day(0, CONFIG)).extracting(Tuning.Move::to).containsExactly(CONFIGURED / 10);
    assertThat(day(Long.MAX_VALUE, CONFIG))
        .extracting(Tuning.Move::to)
        .containsExactly(CONFIGURED * 10);
  }

  @Test
  void itMovesByAFactorOfTwoOrNotAtAll() {
    day(30_000, CONFIG);
    assertThat(day(15_001, CONFIG)).isEmpty();
    assertThat(day(59_999, CONFIG)).isEmpty();
    assertThat(day(60_000, CONFIG)).hasSize(1);
  }

  @Test
  void elevenOddHoursOfADayMoveNothing() {
    for (int hour = 0; hour < Tuning.HOURS; hour++) {
      learned.observe(Threshold.LATENESS, hour < 11 ? Long.MAX_VALUE : CONFIGURED / 10);
      assertThat(learned.endHour(CONFIG)).isEmpty();
    }
    assertThat(limit()).isEqualTo(CONFIGURED);
  }

  @Test
  void anHourWithoutAnObservationIsNoHour() {
    for (int hour = 0; hour < 2 * Tuning.HOURS; hour++) {
      assertThat(learned.endHour(CONFIG)).isEmpty();
    }
    assertThat(learned).isEqualTo(Tuning.none());
  }

  @Test
  void aSettingThatChangedHoldsAtOnce() {
    day(30_000, CONFIG);
    QualityConfig narrow = QualityTurns.config(new TuningConfig(2, false));
    assertThat(learned.limit(Threshold.LATENESS, narrow)).isEqualTo(CONFIGURED / 2);
    QualityConfig off = QualityTurns.config(new TuningConfig(1, false));
    assertThat(learned.limit(Threshold.LATENESS, off)).isEqualTo(CONFIGURED);
    assertThat(day(0, off)).isEmpty();
  }

  @Test
  void inShadowModeItIsToldAndNotDone() {
    QualityConfig shadow = QualityTurns.config(new TuningConfig(10, true));
    assertThat(day(30_000, shadow)).hasSize(1);
    assertThat(day(30_000, shadow)).isEmpty();
    assertThat(learned.limit(Threshold.LATENESS, shadow)).isEqualTo(CONFIGURED);
  }

  @Property(tries = 300)
  void aThresholdStaysWithinItsBoundsAndTheStateSmall(
      @ForAll @Size(max = 200) List<@LongRange(min = 0) Long> values,
      @ForAll @IntRange(min = 1, max = 1_000) int bound) {
    QualityConfig config = QualityTurns.config(new TuningConfig(bound, false));
    Tuning tuning = Tuning.none();
    int moves = 0;
    for (long value : values) {
      for (Threshold threshold : Threshold.values()) {
        tuning.observe(threshold, value);
      }
      moves += tuning.endHour(config).size();
      for (Threshold threshold : Threshold.values()) {
        long configured = threshold.configured(config);
        assertThat(tuning.limit(threshold, config))
            .isBetween(Math.max(1, configured / bound), configured * bound);
        assertThat(tuning.hours()[threshold.ordinal()]).hasSizeLessThan(Tuning.HOURS);
      }
    }
    assertThat(moves)
        .isLessThanOrEqualTo(Threshold.values().length * (values.size() / Tuning.HOURS));
  }
}
