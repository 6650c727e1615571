package io.dbintel.streams.operators.exporterrors;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.ExportStatus;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrationErrorsTest {

  @Test
  void reportBecomesAnOutcomeThatIsCountedOnce() {
    ExportOutcome outcome =
        read(
            Map.of(
                "category", "RateLimit",
                "new_relic_feature", "Metrics",
                "rate_limit_type", "UniqueTimeseriesPerDay",
                "sink", "nr-eu",
                "count", "17"));
    assertThat(outcome.getReason()).isEqualTo("cardinality");
    assertThat(outcome.getRejectedItems()).isEqualTo(17);
    assertThat(outcome.getItems()).isZero();
    assertThat(outcome.getSink()).isEqualTo("nr-eu");
    assertThat(outcome.getSignal()).isEqualTo("metrics");
    assertThat(outcome.getStatus()).isEqualTo(ExportStatus.REJECTED);
    assertThat(outcome.getReportId()).isEqualTo("id-1");
    assertThat(outcome.getMessage()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "RateLimit, RequestsPerMinute, , rate_limit",
    "rateLimit, , , rate_limit",
    "rate_limit, UniquePrometheusTimeseries, , cardinality",
    "BadRequest, , attribute_limits, attribute_limits",
    "BadRequest, , age, age",
    "BadRequest, , , other",
    "ApiLimit, , , other",
    "EventApiException, , size, size"
  })
  void categoryIsThatOfTheMessageClassElseOfNewRelicsWords(
      String category, String limit, String messageClass, String expected) {
    Map<String, String> arguments = new TreeMap<>(Map.of("category", category, "count", "1"));
    if (limit != null) {
      arguments.put("rate_limit_type", limit);
    }
    if (messageClass != null) {
      arguments.put("message_class", messageClass);
    }
    ExportOutcome outcome = read(arguments);
    assertThat(outcome.getReason()).isEqualTo(expected);
    assertThat(outcome.getSink()).isEqualTo("newrelic");
    assertThat(outcome.getSignal()).isEqualTo("logs");
  }

  @Test
  void whatIsNoReportGivesNothing() {
    assertThat(read(Map.of())).isNull();
    assertThat(read(Map.of("category", "RateLimit"))).isNull();
    assertThat(read(Map.of("category", "RateLimit", "count", "0"))).isNull();
    assertThat(read(Map.of("category", "RateLimit", "count", "many"))).isNull();
    assertThat(read(Map.of("category", "Rates", "count", "1"))).isNull();
    assertThat(read(Map.of("category", "RateLimit", "count", "1", "message_class", "x"))).isNull();
    assertThat(read(Map.of("category", "RateLimit", "count", "1", "sink", "s".repeat(201))))
        .isNull();
  }

  private static ExportOutcome read(Map<String, String> arguments) {
    SortedMap<String, CleanText> clean = new TreeMap<>();
    arguments.forEach((name, value) -> clean.put(name, Verified.clean(value)));
    return IntegrationErrors.outcome(
        new VerifiedRecord.Order(
            10, "id-1", CommandKind.NR_INTEGRATION_ERROR, Verified.clean("exporter"), clean),
        1_000);
  }
}
