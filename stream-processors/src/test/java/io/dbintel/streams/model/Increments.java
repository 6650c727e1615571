package io.dbintel.streams.model;

import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.TenantUsage;

/** Increments of a tenant's usage, for tests. */
public final class Increments {
  private Increments() {}

  /** An increment of raw records and results. */
  public static TenantUsage usage(
      String instance, long day, long rawRecords, long rawBytes, long results) {
    return new TenantUsage(
        "id", instance, day, rawRecords, rawBytes, results, nothing(), nothing(), 0L);
  }

  /** An increment of billed and withheld bytes of an instance that obeys an order. */
  public static TenantUsage billed(
      String instance, long day, BilledBytes billed, BilledBytes withheld, long order) {
    return new TenantUsage("id", instance, day, 1L, 1L, 1L, billed, withheld, order);
  }

  private static BilledBytes nothing() {
    return new BilledBytes(0L, 0L, 0L, 0L, 0L);
  }
}
