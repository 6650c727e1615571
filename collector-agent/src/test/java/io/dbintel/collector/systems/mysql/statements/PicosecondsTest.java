package io.dbintel.collector.systems.mysql.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PicosecondsTest {

  private static final BigInteger WRAP = BigInteger.ONE.shiftLeft(64);

  @Test
  void roundsToTheNearest() {
    assertThat(Picoseconds.toNanos(1_499)).isEqualTo(1);
    assertThat(Picoseconds.toNanos(1_500)).isEqualTo(2);
    assertThat(Picoseconds.toNanos(-1)).as("unsigned").isEqualTo(18_446_744_073_709_552L);
  }

  @Property
  void aSumThatHasWrappedIsSeenByItsAverage(
      @ForAll @LongRange(min = 1, max = 4_000_000_000_000L) long executions,
      @ForAll @LongRange(min = 0, max = 100_000_000_000_000L) long nanosEach) {
    BigInteger nanos = BigInteger.valueOf(executions).multiply(BigInteger.valueOf(nanosEach));
    Assume.that(nanos.bitLength() < 63);
    BigInteger shown = nanos.multiply(BigInteger.valueOf(1_000)).mod(WRAP);
    long average = nanosEach * 1_000;
    assertThat(Picoseconds.toNanos(shown.longValue(), average, executions))
        .isEqualTo(nanos.longValueExact());
  }

  @Property
  void theAverageMayBeRoundedDown(
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long executions,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long nanos) {
    BigInteger shown = BigInteger.valueOf(nanos).multiply(BigInteger.valueOf(1_000)).mod(WRAP);
    // the server keeps nanoseconds; what it shows of the average has picoseconds times a thousand
    BigInteger average = BigInteger.valueOf(nanos / executions).multiply(BigInteger.valueOf(1_000));
    Assume.that(average.bitLength() < 63);
    assertThat(Picoseconds.toNanos(shown.longValue(), average.longValue(), executions))
        .isEqualTo(nanos);
  }
}
