package io.dbintel.streams.results;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.serde.EncodedRecord;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives ledgers, quality, usage and what a replay does not know the names of results. Not
 * thread-safe.
 */
final class AccountMapper {
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final String LEDGER = "dbintel.ledger";
  private static final List<String> LEDGER_FIELDS =
      List.of(
          "system",
          "interval_start",
          "interval_end",
          "ledger_entries",
          "quality_score",
          "record_id");
  private static final String QUALITY = "dbintel.quality";
  private static final List<String> QUALITY_FIELDS =
      List.of(
          "system",
          "interval_start",
          "interval_end",
          "quality_score",
          "quality_shares",
          "quality_checked",
          "quality_reasons",
          "record_id");
  private static final String CARDINALITY = "dbintel.cardinality";
  private static final List<String> CARDINALITY_FIELDS =
      List.of("system", "interval_start", "interval_end", "cardinalities", "record_id");
  private static final String USAGE = "dbintel.tenant.usage";
  private static final List<String> USAGE_FIELDS =
      List.of("day", "raw_records", "raw_bytes", "result_records", "record_id");
  private static final String COLD = "dbintel.replay.cold";
  private static final List<String> COLD_FIELDS = List.of("system", "rows", "series", "record_id");

  private final Map<SystemCatalogue, EventLayout> ledgers = new IdentityHashMap<>();
  private final Map<SystemCatalogue, EventLayout> qualities = new IdentityHashMap<>();
  private final Map<SystemCatalogue, EventLayout> cardinalities = new IdentityHashMap<>();
  private final EventEncoder encoder = new EventEncoder();
  private final EventLayout usage =
      EventLayout.of(SystemCatalogue.of(SystemCatalogue.PRODUCT), USAGE, USAGE_FIELDS);
  private final EventLayout cold =
      EventLayout.of(SystemCatalogue.of(SystemCatalogue.PRODUCT), COLD, COLD_FIELDS);

  EncodedRecord ledger(String instance, long timestamp, Insight.Ledger ledger) {
    String id = RecordId.of(instance, "ledger").with(ledger.hour()).hex();
    long start = ledger.hour() * HOUR_MICROS;
    Object[] values = {
      ledger.source().system(),
      start,
      start + HOUR_MICROS,
      ledger.entries(),
      ledger.qualityScore(),
      id
    };
    EventLayout layout =
        ledgers.computeIfAbsent(
            ledger.source().catalogue(),
            catalogue -> EventLayout.of(catalogue, LEDGER, LEDGER_FIELDS));
    return encoder.event(
        new EventEncoder.Head(id, start + HOUR_MICROS, timestamp),
        instance,
        ledger.source(),
        layout,
        values);
  }

  EncodedRecord quality(String instance, long timestamp, Insight.Quality quality) {
    String id = RecordId.of(instance, "quality").with(quality.hour()).hex();
    long start = quality.hour() * HOUR_MICROS;
    Object[] values = {
      quality.source().system(),
      start,
      start + HOUR_MICROS,
      quality.score(),
      quality.shares(),
      quality.checked(),
      quality.reasons(),
      id
    };
    EventLayout layout =
        qualities.computeIfAbsent(
            quality.source().catalogue(),
            catalogue -> EventLayout.of(catalogue, QUALITY, QUALITY_FIELDS));
    return encoder.event(
        new EventEncoder.Head(id, start + HOUR_MICROS, timestamp),
        instance,
        quality.source(),
        layout,
        values);
  }

  EncodedRecord cardinality(String instance, long timestamp, Insight.Cardinality cardinality) {
    String id = RecordId.of(instance, "cardinality").with(cardinality.hour()).hex();
    long start = cardinality.hour() * HOUR_MICROS;
    Object[] values = {
      cardinality.source().system(), start, start + HOUR_MICROS, cardinality.values(), id
    };
    EventLayout layout =
        cardinalities.computeIfAbsent(
            cardinality.source().catalogue(),
            catalogue -> EventLayout.of(catalogue, CARDINALITY, CARDINALITY_FIELDS));
    return encoder.event(
        new EventEncoder.Head(id, start + HOUR_MICROS, timestamp),
        instance,
        cardinality.source(),
        layout,
        values);
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
