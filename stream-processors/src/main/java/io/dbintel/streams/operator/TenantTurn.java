package io.dbintel.streams.operator;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.insights.Insight;
import java.util.ArrayList;
import java.util.List;

/** One increment's way through the {@link TenantOperator}s. Not thread-safe. */
public final class TenantTurn {
  private final String tenant;
  private final long timestamp;
  private final TenantUsage usage;
  private final List<Insight> insights = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();

  /**
   * Begins a turn.
   *
   * @param timestamp of the increment, ms since the epoch
   */
  public TenantTurn(String tenant, long timestamp, TenantUsage usage) {
    this.tenant = tenant;
    this.timestamp = timestamp;
    this.usage = usage;
  }

  /** Tenant id. */
  public String tenant() {
    return tenant;
  }

  /** Timestamp of the increment, ms since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** The increment. */
  public TenantUsage usage() {
    return usage;
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

  /** The insights so far, in order. */
  public List<Insight> insights() {
    return insights;
  }

  /** The commands so far, in order. */
  public List<Command> commands() {
    return commands;
  }
}
