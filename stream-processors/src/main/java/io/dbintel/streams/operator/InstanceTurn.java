package io.dbintel.streams.operator;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One record's way through the {@link InstanceOperator}s and {@link KeyedOperator}s: what they are
 * given, and what they give each other and the results. Not thread-safe.
 */
public final class InstanceTurn {
  private final String instance;
  private final long timestamp;
  private final VerifiedRecord record;
  private final KeyedReader keyed;
  private final List<RowOutcome> rows = new ArrayList<>();
  private final List<Insight> insights = new ArrayList<>();
  private final RecordedRequests requests = new RecordedRequests();
  private final StoredValues stored = new StoredValues();
  private final Billing billing = new Billing();
  private long clock;
  private boolean newest = true;
  private VerifiedRecord.Order command;
  private AdmittedChunk chunk;
  private AdmittedMetrics metrics;
  private final SortedMap<String, Integer> series = new TreeMap<>();
  private VerifiedRecord.Sessions sessions;
  private long sessionsSeen;
  private long sessionsKept;
  private TopSelection selection;
  private Sampling sampling;
  private double samplingOverride = Double.NaN;
  private final Decisions decisions = new Decisions();
  private long rowsDeleted;
  private long seriesReset;
  private long seriesBaseline;
  private boolean selectionChanged;
  private boolean forgetting;
  private String held;

  /**
   * Begins a turn.
   *
   * @param instance instance id, tenant/name
   * @param timestamp of the record, agent clock, ms since the epoch
   * @param keyed reads what keyed operators remember about the instance
   */
  public InstanceTurn(String instance, long timestamp, VerifiedRecord record, KeyedReader keyed) {
    this.instance = instance;
    this.timestamp = timestamp;
    this.record = record;
    this.keyed = keyed;
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

  /**
   * Whether the record is as new as any of its instance so far; what is older may come out of a
   * spool, and what it read was told since.
   */
  public boolean newest() {
    return newest;
  }

  /** Says whether the record is as new as any so far. */
  public void newest(boolean isNewest) {
    newest = isNewest;
  }

  /** What a keyed operator remembers for the key; null for nothing. */
  public <K, S> S lookUp(KeyedState<K, S> state, K key) {
    return keyed.read(state, key);
  }

  /** The command to carry out; null when the record is not one, or one that was applied before. */
  public VerifiedRecord.Order command() {
    return command;
  }

  /** Lets the command be carried out. */
  public void admit(VerifiedRecord.Order admitted) {
    command = admitted;
  }

  /** The chunk to apply; null when the record is not a chunk, or is a stale one. */
  public AdmittedChunk chunk() {
    return chunk;
  }

  /** Lets the chunk's rows be applied. */
  public void admit(AdmittedChunk admitted) {
    chunk = admitted;
  }

  /** The metric poll to apply; null when the record is not one, or is a stale one. */
  public AdmittedMetrics metrics() {
    return metrics;
  }

  /** Lets the readings of a metric poll be applied. */
  public void admit(AdmittedMetrics admitted) {
    metrics = admitted;
  }

  /** The session tick to sample; null when the record is not one, or one that is not taken. */
  public VerifiedRecord.Sessions sessions() {
    return sessions;
  }

  /** Lets the sessions of a tick be sampled. */
  public void admit(VerifiedRecord.Sessions admitted) {
    sessions = admitted;
  }

  /** Counts the sessions of a tick, and those of them that leave. */
  public void countSessions(int seen, int kept) {
    sessionsSeen += seen;
    sessionsKept += kept;
  }

  /** Sessions of the tick to sample. */
  public long sessionsSeen() {
    return sessionsSeen;
  }

  /** Sessions of the tick that leave. */
  public long sessionsKept() {
    return sessionsKept;
  }

  /**
   * How many series each group of metrics has: as remembered, then as the poll's groups are
   * decided.
   */
  public SortedMap<String, Integer> series() {
    return series;
  }

  /** Counts metric series of one group that were reset, and those that are their own base. */
  public void countSeries(int reset, int baseline) {
    seriesReset += reset;
    seriesBaseline += baseline;
  }

  /** Series that the server says were reset; complete in {@code afterRows}. */
  public long seriesReset() {
    return seriesReset;
  }

  /** Series that are their own base; complete in {@code afterRows}. */
  public long seriesBaseline() {
    return seriesBaseline;
  }

  /** Which rows leave under their own names; null when no chunk is applied. */
  public TopSelection selection() {
    return selection;
  }

  /** Sets which rows leave under their own names. */
  public void selection(TopSelection chosen) {
    selection = chosen;
  }

  /** How the record's rows or sessions are sampled; null where nothing is. */
  public Sampling sampling() {
    return sampling;
  }

  /** Sets how the record's rows or sessions are sampled. */
  public void sampling(Sampling chosen) {
    sampling = chosen;
  }

  /** Share of rows and sessions that a person has kept in place of what rules say; NaN for none. */
  public double samplingOverride() {
    return samplingOverride;
  }

  /** Has a share kept in place of what rules say. */
  public void samplingOverride(double rate) {
    samplingOverride = rate;
  }

  /** What operators decided, for their metrics. */
  public Decisions decisions() {
    return decisions;
  }

  /**
   * What became of the chunk's rows, in the order of the rows; complete in {@link
   * InstanceOperator#afterRows}.
   */
  public List<RowOutcome> rows() {
    return rows;
  }

  /** Rows that a full chunk showed to have left the view; complete in {@code afterRows}. */
  public long rowsDeleted() {
    return rowsDeleted;
  }

  /** Counts a row that left the view. */
  public void countDeletedRow() {
    rowsDeleted++;
  }

  /** Whether the chunk's poll could see something else than the poll before. */
  public boolean selectionChanged() {
    return selectionChanged;
  }

  /** Says that it could: an agent with other rights or filters, or the same after a GRANT. */
  public void countSelectionChange() {
    selectionChanged = true;
  }

  /** Drops everything remembered about the instance, rows included. */
  public void forget() {
    forgetting = true;
  }

  /** Whether an operator asked to {@link #forget}. */
  public boolean forgetting() {
    return forgetting;
  }

  /** Asks something of the instance's agents, in the name of the operator that is deciding. */
  public ControlRequests control() {
    return requests;
  }

  /** The requests of this turn, for the operator that merges them and for the runtime. */
  public RecordedRequests requests() {
    return requests;
  }

  /** How many values the instance has stored, and whether there is room for more. */
  public StoredValues stored() {
    return stored;
  }

  /** What cost control decided about the record and measured of its results. */
  public Billing billing() {
    return billing;
  }

  /** Emits an insight. */
  public void emit(Insight insight) {
    insights.add(insight);
  }

  /** The insights so far, in order. */
  public List<Insight> insights() {
    return insights;
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
