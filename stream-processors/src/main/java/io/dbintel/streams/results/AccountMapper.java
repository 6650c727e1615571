package io.dbintel.streams.results;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import java.time.LocalDate;
import java.util.List;

/**
 * Gives ledgers, quality, usage and what a replay does not know the names of results. Not
 * thread-safe.
 */
final class AccountMapper {
  private static final String USAGE = "dbintel.tenant.usage";
  private static final List<String> USAGE_FIELDS =
      List.of("day", "raw_records", "raw_bytes", "result_records", "record_id");
  private static final String COLD = "dbintel.replay.cold";
  private static final List<String> COLD_FIELDS = List.of("system", "rows", "series", "record_id");

  private final EventEncoder encoder = new EventEncoder();
  private final HourlyEvent ledgers =
      new HourlyEvent(
          encoder, "dbintel.ledger", "ledger", List.of("ledger_entries", "quality_score"));
  private final HourlyEvent qualities =
      new HourlyEvent(
          encoder,
          "dbintel.quality",
          "quality",
          List.of("quality_score", "quality_shares", "quality_checked", "quality_reasons"));
  private final HourlyEvent qualityThresholds =
      new HourlyEvent(
          encoder,
          "dbintel.quality.threshold",
          "quality_threshold",
          List.of(
              "quality_threshold",
              "quality_threshold_unit",
              "quality_threshold_from",
              "quality_threshold_to",
              "quality_usual",
              "quality_shadow"));
  private final HourlyEvent cardinalities =
      new HourlyEvent(encoder, "dbintel.cardinality", "cardinality", List.of("cardinalities"));
  private final EventLayout usage =
      EventLayout.of(SystemCatalogue.of(SystemCatalogue.PRODUCT), USAGE, USAGE_FIELDS);
  private final EventLayout cold =
      EventLayout.of(SystemCatalogue.of(SystemCatalogue.PRODUCT), COLD, COLD_FIELDS);

  EncodedRecord ledger(String instance, long timestamp, Insight.Ledger ledger) {
    return ledgers.of(
        instance,
        timestamp,
        ledger.source(),
        ledger.hour(),
        ledger.entries(),
        ledger.qualityScore());
  }

  EncodedRecord quality(String instance, long timestamp, Insight.Quality quality) {
    return qualities.of(
        instance,
        timestamp,
        quality.source(),
        quality.hour(),
        quality.score(),
        quality.shares(),
        quality.checked(),
        quality.reasons());
  }

  EncodedRecord qualityThreshold(String instance, long timestamp, Insight.QualityThreshold moved) {
    return qualityThresholds.ofPart(
        moved.threshold(),
        instance,
        timestamp,
        moved.source(),
        moved.hour(),
        moved.threshold(),
        moved.unit(),
        moved.from(),
        moved.to(),
        moved.usual(),
        moved.shadow());
  }

  EncodedRecord cardinality(String instance, long timestamp, Insight.Cardinality cardinality) {
    return cardinalities.of(
        instance, timestamp, cardinality.source(), cardinality.hour(), cardinality.values());
  }

  EncodedRecord cold(String instance, long timestamp, Insight.ColdState state) {
    String id = RecordId.of(instance, "cold_state").with(state.read()).with(state.part()).hex();
    Object[] values = {state.source().system(), state.rows(), state.series(), id};
    return encoder.event(
        new EventEncoder.Head(id, state.time(), timestamp), instance, state.source(), cold, values);
  }

  /** An increment for the instance's tenant. */
  TenantUsage increment(String instance, Insight.InstanceUsage increment) {
    return new TenantUsage(
        RecordId.of(instance, "instance_usage").with(increment.sequence()).hex(),
        instance,
        increment.day(),
        increment.rawRecords(),
        increment.rawBytes(),
        increment.resultRecords(),
        billed(increment.billed()),
        billed(increment.withheld()),
        increment.order());
  }

  private static io.dbintel.schemas.avro.BilledBytes billed(BilledBytes bytes) {
    return new io.dbintel.schemas.avro.BilledBytes(
        bytes.session(), bytes.fastStatement(), bytes.tableMetric(), bytes.event(), bytes.metric());
  }

  /** Tenant of an instance. */
  static String tenant(String instance) {
    return InstanceId.parse(instance).tenant();
  }

  EncodedRecord usage(String tenant, long timestamp, Insight.TenantUsage increment) {
    String id =
        RecordId.of(tenant, "tenant_usage").with(increment.day()).with(increment.sequence()).hex();
    Object[] values = {
      LocalDate.ofEpochDay(increment.day()),
      increment.rawRecords(),
      increment.rawBytes(),
      increment.resultRecords(),
      id
    };
    return encoder.event(
        new EventEncoder.Head(id, timestamp * 1_000, timestamp), tenant, usage, values);
  }
}
