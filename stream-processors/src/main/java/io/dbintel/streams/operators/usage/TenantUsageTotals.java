package io.dbintel.streams.operators.usage;

import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.operator.TenantTurn;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Adds up the usage of a tenant's instances by day and emits each day's sum as increments: every
 * ten minutes of the tenant's time, which is the greatest timestamp seen, when a later day begins,
 * and when the time turns out to have been more than a week ahead. What was emitted of a day and
 * what is still pending add up to what its instances reported, in whatever order they reported it;
 * when it is emitted may depend on the order.
 */
public final class TenantUsageTotals implements TenantOperator<TenantUsage, TenantUsageState> {
  private static final PartCodec<TenantUsageState> PART = new TenantUsageStateCodec();
  private static final long INTERVAL_MS = TimeUnit.MINUTES.toMillis(10);
  private static final long LEAP_MS = TimeUnit.DAYS.toMillis(7);
  private static final int MAX_DAYS = 8;

  @Override
  public String name() {
    return "tenant-usage-totals";
  }

  @Override
  public PartCodec<TenantUsageState> part() {
    return PART;
  }

  @Override
  public TenantUsageState decide(TenantUsageState prior, TenantTurn<TenantUsage> turn) {
    TenantUsage usage = turn.record();
    // An instance whose clock was years ahead must not keep the tenant's time there.
    boolean turnedBack = prior != null && prior.time() - turn.timestamp() > LEAP_MS;
    long time =
        prior == null || turnedBack ? turn.timestamp() : Math.max(prior.time(), turn.timestamp());
    long emitted = prior == null ? time : prior.emitted();
    SortedMap<Long, UsageSum> pending = new TreeMap<>();
    if (prior != null) {
      pending.putAll(prior.pending());
    }
    boolean laterDay = !pending.isEmpty() && pending.lastKey() < usage.getDay();
    pending.merge(
        usage.getDay(),
        UsageSum.NONE.plus(usage.getRawRecords(), usage.getRawBytes(), usage.getResultRecords()),
        (sum, more) -> sum.plus(more.rawRecords(), more.rawBytes(), more.resultRecords()));
    long sequence = prior == null ? 0 : prior.sequence();
    if (turnedBack || time - emitted >= INTERVAL_MS || pending.size() > MAX_DAYS) {
      sequence = emit(sequence, pending, turn);
      emitted = time;
    } else if (laterDay) {
      sequence = emit(sequence, pending.headMap(usage.getDay()), turn);
    }
    return new TenantUsageState(sequence, time, emitted, pending);
  }

  /** Emits the sums of the days and removes them. */
  private static long emit(
      long sequence, SortedMap<Long, UsageSum> days, TenantTurn<TenantUsage> turn) {
    long next = sequence;
    for (Map.Entry<Long, UsageSum> day : days.entrySet()) {
      UsageSum sum = day.getValue();
      next++;
      turn.emit(
          new Insight.TenantUsage(
              turn.tenant(),
              next,
              day.getKey(),
              sum.rawRecords(),
              sum.rawBytes(),
              sum.resultRecords()));
    }
    days.clear();
    return next;
  }
}
