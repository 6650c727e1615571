package io.dbintel.streams.operator;

import io.dbintel.schemas.avro.Command;
import io.dbintel.streams.insights.Insight;
import java.util.ArrayList;
import java.util.List;

/**
 * One record's way through the {@link TenantOperator}s. Not thread-safe.
 *
 * @param <R> the record
 */
public final class TenantTurn<R> {
  private final String tenant;
  private final long timestamp;
  private final R record;
  private final List<Insight> insights = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private String held;

  /**
   * Begins a turn.
   *
   * @param timestamp of the record, ms since the epoch
   */
  public TenantTurn(String tenant, long timestamp, R record) {
    this.tenant = tenant;
    this.timestamp = timestamp;
    this.record = record;
  }

  /** Tenant id. */
  public String tenant() {
    return tenant;
  }

  /** Timestamp of the record, ms since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** The record. */
  public R record() {
    return record;
  }

  /** Emits an insight. */
  public void emit(Insight insight) {
    insights.add(insight);
  }

  /**
   * Sends a command for all instances of the tenant. It enters the raw log, in every partition, and
   * takes effect there; a replay reads the recorded one and writes none.
   */
  public void send(Command command) {
    commands.add(command);
  }

  /** Keeps the record from having the operator's effect, for the reason. */
  public void hold(String reason) {
    held = reason;
  }

  /** Returns and clears the reason given by the operator that ran last; null when it gave none. */
  public String takeHeld() {
    String reason = held;
    held = null;
    return reason;
  }

  /** The insights so far, in order. */
  public List<Insight> insights() {
    return insights;
  }

  /** The commands so far, in order. */
  public List<Command> commands() {
    return commands;
  }
}
