package io.dbintel.streams.operator;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * One record's way through the {@link InstanceOperator}s: what they are told, and what they tell
 * each other and the world. Not thread-safe.
 */
public final class InstanceTurn {
  private final String instance;
  private final long timestamp;
  private final VerifiedRecord record;
  private final List<RowOutcome> rows = new ArrayList<>();
  private final List<Insight> findings = new ArrayList<>();
  private long clock;
  private AdmittedChunk poll;
  private TopSelection naming;
  private boolean forgetting;
  private String held;

  /**
   * Begins a turn.
   *
   * @param instance instance id, tenant/name
   * @param timestamp of the record, agent clock, ms since the epoch
   */
  public InstanceTurn(String instance, long timestamp, VerifiedRecord record) {
    this.instance = instance;
    this.timestamp = timestamp;
    this.record = record;
    this.clock = timestamp;
  }

  /** Instance id, tenant/name. */
  public String instance() {
    return instance;
  }

  /** Timestamp of the record, agent clock, ms since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** The record. */
  public VerifiedRecord record() {
    return record;
  }

  /** The instance clock: the greatest timestamp of the instance's records, ms since the epoch. */
  public long clock() {
    return clock;
  }

  /** Sets the instance clock. */
  public void clock(long now) {
    clock = now;
  }

  /** The chunk to apply; null when the record is none, or a stale one. */
  public AdmittedChunk poll() {
    return poll;
  }

  /** Lets the chunk's rows be applied. */
  public void admit(AdmittedChunk view) {
    poll = view;
  }

  /** Which rows are told by name; null when no chunk is applied. */
  public TopSelection naming() {
    return naming;
  }

  /** Sets which rows are told by name. */
  public void naming(TopSelection rule) {
    naming = rule;
  }

  /** What became of the chunk's rows; complete in {@link InstanceOperator#settle}. */
  public List<RowOutcome> rows() {
    return rows;
  }

  /** Everything remembered about the instance, rows included, is to be dropped. */
  public void forget() {
    forgetting = true;
  }

  /** True when an operator asked to {@link #forget}. */
  public boolean forgetting() {
    return forgetting;
  }

  /** Tells a finding. */
  public void emit(Insight finding) {
    findings.add(finding);
  }

  /** The findings so far, in order. */
  public List<Insight> findings() {
    return findings;
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
}
