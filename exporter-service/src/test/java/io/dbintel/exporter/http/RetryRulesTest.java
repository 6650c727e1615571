package io.dbintel.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.exporter.config.RetryConfig;
import io.dbintel.exporter.http.RetryRules.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRulesTest {

  private static final RetryConfig CONFIG =
      new RetryConfig(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

  private final RetryRules rules = new RetryRules(CONFIG);

  @ParameterizedTest
  @CsvSource({
    "200, ACCEPTED",
    "201, ACCEPTED",
    "202, ACCEPTED",
    "204, ACCEPTED",
    "102, RETRY",
    "302, MISDIRECTED",
    "304, MISDIRECTED",
    "308, MISDIRECTED",
    "400, REJECTED",
    "401, REFUSED_CREDENTIALS",
    "403, REFUSED_CREDENTIALS",
    "404, REJECTED",
    "407, REFUSED_CREDENTIALS",
    "408, REJECTED",
    "413, SPLIT",
    "429, RETRY",
    "500, REJECTED",
    "501, REJECTED",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY",
    "530, REJECTED"
  })
  void statusesMeanWhatTheSpecificationSays(int status, Verdict verdict) {
    assertThat(RetryRules.verdict(answered(status, null))).isEqualTo(verdict);
  }

  @Property
  void backoffGrowsWithinItsBounds(
      @ForAll @IntRange(min = 1, max = 1_000) int failures,
      @ForAll @DoubleRange(max = 0.99) double random) {
    Duration wait = rules.backoff(answered(503, null), failures, random, Instant.EPOCH);
    double expected = Math.min(Math.pow(2, failures - 1.0), 30);
    assertThat(wait.toMillis() / 1_000.0).isBetween(expected * 0.79, expected * 1.21);
  }

  @Test
  void theLongestWaitIsNotShorterThanTheFirst() {
    assertThatThrownBy(
            () ->
                new RetryConfig(
                    Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxBackoff at least initialBackoff");
  }

  @Test
  void whatIsNeitherSecondsNorDateIsIgnored() {
    Duration wait = rules.backoff(answered(429, "soon"), 1, 0.5, Instant.EPOCH);
    assertThat(wait).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aDateIsWaitedFor() {
    Exchange exchange = answered(429, "Thu, 01 Jan 1970 00:00:10 GMT");
    assertThat(rules.backoff(exchange, 1, 0, Instant.ofEpochSecond(4)))
        .isEqualTo(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "-99999999999999999999", "Thu, 01 Jan 1970 00:00:10 GMT", ""})
  void whatAsksForNoWaitDoesNotShortenTheBackoff(String retryAfter) {
    Instant later = Instant.ofEpochSecond(40);
    Exchange exchange = answered(429, retryAfter);
    assertThat(rules.backoff(exchange, 1, 0.5, later)).isEqualTo(Duration.ofSeconds(1));
    assertThat(rules.backoff(exchange, 4, 0.5, later)).isEqualTo(Duration.ofSeconds(8));
    assertThat(rules.backoff(answered(401, retryAfter), 1, 0.5, later))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31536000",
        "9223372036854775807",
        "99999999999999999999",
        "Fri, 01 Jan 2100 00:00:00 GMT"
      })
  void anAbsurdWaitIsBounded(String retryAfter) {
    assertThat(rules.backoff(answered(503, retryAfter), 1, 0.5, Instant.EPOCH))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void refusedCredentialsWaitLonger() {
    assertThat(rules.backoff(answered(401, null), 9, 0, Instant.EPOCH))
        .isEqualTo(Duration.ofMinutes(1));
  }

  private static Exchange answered(int status, String retryAfter) {
    return Exchange.answered(status, Optional.ofNullable(retryAfter), new byte[0], 1);
  }
}
