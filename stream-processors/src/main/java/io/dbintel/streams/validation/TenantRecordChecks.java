package io.dbintel.streams.validation;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.TenantUsage;
import org.apache.avro.specific.SpecificRecord;

/** Checks of the records that are keyed by tenant, one method for each topic. */
final class TenantRecordChecks {

  /** In the year 9999: later days have no date in ISO 8601. */
  private static final long MAX_DAY = 2_932_896;

  private static final int MAX_SINK = 200;
  private static final int MAX_MESSAGE = 4_096;

  private TenantRecordChecks() {}

  static TenantUsage usage(String tenant, SpecificRecord decoded) throws InvalidRecordException {
    if (!(decoded instanceof TenantUsage usage)) {
      throw stranger(decoded, "usage");
    }
    FieldChecks.require(
        FieldChecks.isInstance(usage.getInstance())
            && InstanceId.parse(usage.getInstance()).tenant().equals(tenant),
        "length of instance",
        usage.getInstance().length(),
        "an instance of the tenant that is the key");
    FieldChecks.notNegative("day", usage.getDay());
    FieldChecks.require(usage.getDay() <= MAX_DAY, "day", usage.getDay(), "at most " + MAX_DAY);
    FieldChecks.notNegative("raw_records", usage.getRawRecords());
    FieldChecks.notNegative("raw_bytes", usage.getRawBytes());
    FieldChecks.notNegative("result_records", usage.getResultRecords());
    notNegative("billed.", usage.getBilled());
    notNegative("withheld.", usage.getWithheld());
    FieldChecks.notNegative("budget_order", usage.getBudgetOrder());
    return usage;
  }

  private static void notNegative(String field, BilledBytes bytes) throws InvalidRecordException {
    FieldChecks.notNegative(field + "session", bytes.getSession());
    FieldChecks.notNegative(field + "fast_statement", bytes.getFastStatement());
    FieldChecks.notNegative(field + "table_metric", bytes.getTableMetric());
    FieldChecks.notNegative(field + "event", bytes.getEvent());
    FieldChecks.notNegative(field + "metric", bytes.getMetric());
  }

  static ExportOutcome outcome(String tenant, SpecificRecord decoded)
      throws InvalidRecordException {
    if (!(decoded instanceof ExportOutcome outcome)) {
      throw stranger(decoded, "export outcomes");
    }
    FieldChecks.require(
        FieldChecks.isTenant(tenant), "length of the key", tenant.length(), "a tenant id");
    FieldChecks.require(
        !outcome.getSink().isBlank() && outcome.getSink().length() <= MAX_SINK,
        "length of sink",
        outcome.getSink().length(),
        "1 to " + MAX_SINK + " characters");
    FieldChecks.notNegative("http_status", outcome.getHttpStatus());
    FieldChecks.notNegative("attempts", outcome.getAttempts());
    FieldChecks.notNegative("items", outcome.getItems());
    FieldChecks.require(
        outcome.getRejectedItems() >= 0
            && (outcome.getReportId() != null || outcome.getRejectedItems() <= outcome.getItems()),
        "rejected_items",
        outcome.getRejectedItems(),
        "0 to items, which is " + outcome.getItems());
    if (outcome.getMessage() != null) {
      FieldChecks.maxLength("message", outcome.getMessage(), MAX_MESSAGE);
    }
    if (outcome.getReason() != null) {
      FieldChecks.id("reason", outcome.getReason());
    }
    if (outcome.getReportId() != null) {
      FieldChecks.id("report_id", outcome.getReportId());
    }
    return outcome;
  }

  private static InvalidRecordException stranger(SpecificRecord decoded, String topic) {
    return new InvalidRecordException(
        "invalid_field",
        "a " + decoded.getSchema().getName() + " does not belong in the topic of " + topic);
  }
}
