package io.dbintel.streams.operators.exporterrors;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationTest {

  @ParameterizedTest
  @CsvSource({
    "429, RATE_LIMIT",
    "401, AUTH",
    "403, AUTH",
    "407, AUTH",
    "413, SIZE",
    "400, OTHER",
    "500, OTHER"
  })
  void statusTells(int status, ErrorCategory category) {
    assertThat(Classification.of(outcome(ExportStatus.REJECTED, status, 5, null, null)))
        .isEqualTo(category);
  }

  /** Messages as New Relic, the collector and others write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "You have exceeded the unique timeseries limit of your account | CARDINALITY",
        "limit UniqueTimeseriesPerDay exceeded | CARDINALITY",
        "metric cardinality limit of 100000 reached | CARDINALITY",
        "rate limit of 100000 requests per minute exceeded | RATE_LIMIT",
        "Request was throttled | RATE_LIMIT",
        "attribute db.query.text exceeds the maximum length of 4095 | ATTRIBUTE_LIMITS",
        "too many attributes (limit 128) | ATTRIBUTE_LIMITS",
        "data point timestamp is older than 48 hours | AGE",
        "timestamp too far in the future | AGE",
        "Invalid license key | AUTH",
        "request payload too large | SIZE",
        "One or more OTLP data point(s) was dropped | OTHER",
        "'' | OTHER"
      })
  void wordsTellWhereTheStatusDoesNot(String message, ErrorCategory category) {
    assertThat(Classification.of(outcome(ExportStatus.PARTIAL, 200, 5, null, message)))
        .isEqualTo(category);
  }

  @Test
  void reasonOfTheExporterComesFirst() {
    assertThat(Classification.of(outcome(ExportStatus.REJECTED, 0, 5, "size", "rate limit")))
        .isEqualTo(ErrorCategory.SIZE);
    assertThat(Classification.of(outcome(ExportStatus.REJECTED, 0, 5, "unencodable", null)))
        .isEqualTo(ErrorCategory.OTHER);
    assertThat(Classification.of(outcome(ExportStatus.DELAYED, 503, 5, "unavailable", null)))
        .isEqualTo(ErrorCategory.OTHER);
    assertThat(Classification.of(outcome(ExportStatus.EXPIRED, 0, 5, null, null)))
        .isEqualTo(ErrorCategory.AGE);
  }

  @Test
  void successIsNoError() {
    assertThat(Classification.of(outcome(ExportStatus.ACCEPTED, 200, 0, null, null))).isNull();
    assertThat(Classification.of(outcome(ExportStatus.PARTIAL, 200, 0, null, "a warning")))
        .isNull();
  }

  @Test
  void everyCategoryHasARemedyAndASeverity() {
    for (ErrorCategory category : ErrorCategory.values()) {
      assertThat(category.remedy()).hasSizeBetween(80, 500).doesNotContain("  ");
      assertThat(category.severity()).isIn(13, 17);
      assertThat(ErrorCategory.find(category.label())).isEqualTo(category);
    }
  }

  private static VerifiedOutcome outcome(
      ExportStatus status, int http, int rejected, String reason, String message) {
    return new VerifiedOutcome(
        Verified.clean("newrelic"),
        status,
        http,
        1,
        10,
        rejected,
        reason,
        message == null ? null : Verified.clean(message),
        null);
  }
}
