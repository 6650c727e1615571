package io.dbintel.streams.operators.metrics;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.operator.AdmittedMetrics;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operators.metrics.SequenceState.GroupSize;
import io.dbintel.streams.operators.metrics.SequenceState.Observed;
import io.dbintel.streams.operators.sequencing.StalePolls;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Applies the metric polls of an instance in true read order and tells the counters of one server
 * from those of the next. A part of a poll is applied if it follows the last applied part of the
 * same agent process, or is of another process and was read after the last applied poll; any other
 * part is stale.
 *
 * <p>Another server, timeline or role begins a new generation: every series is its own base. So
 * does a server start, or a start of all its counters, that is another one and not later than the
 * last read: servers of one cluster are told apart by it. A later one does not: the server was
 * restarted or reset while monitored, and each series shows whether it started from zero.
 */
public final class MetricSequencer implements InstanceOperator<SequenceState> {
  private static final PartCodec<SequenceState> PART = new SequenceStateCodec();

  private final int maxSeries;

  /** Bounds the series as {@code config} says. */
  public MetricSequencer(MetricsConfig config) {
    this.maxSeries = config.maxSeries();
  }

  @Override
  public String name() {
    return "metric-sequencer";
  }

  @Override
  public PartCodec<SequenceState> part() {
    return PART;
  }

  /** When metrics were last read outlives a FORGET, as it does for statements. */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public boolean accepts(InstanceTurn turn) {
    return turn.record() instanceof VerifiedRecord.Metrics
        || isCommand(turn, CommandKind.RESET_BASELINE)
        || isCommand(turn, CommandKind.FORGET);
  }

  private static boolean isCommand(InstanceTurn turn, CommandKind kind) {
    return turn.command() != null && turn.command().kind() == kind;
  }

  @Override
  public SequenceState decide(SequenceState prior, InstanceTurn turn) {
    if (!(turn.record() instanceof VerifiedRecord.Metrics poll)) {
      if (prior == null) {
        return null;
      }
      SequenceState rebased = prior.rebased();
      return isCommand(turn, CommandKind.FORGET) ? rebased : rebased.withReorder();
    }
    if (poll.groups().isEmpty()) {
      turn.hold("empty");
      return prior;
    }
    SequenceState known = prior;
    boolean reordered = false;
    if (known != null && !follows(known, poll)) {
      StalePolls stale = stale(known, poll, turn);
      reordered = stale != null && (known.reorder() || stale.restartOrder());
      if (!reordered) {
        turn.hold("stale");
        return stale == null ? known : known.withStale(stale);
      }
      known = known.rebased();
    } else if (known != null && !sameServer(known, poll)) {
      known = known.rebased();
    }
    SequenceState next = next(known, poll, turn.clock());
    long observed = next.observed().total();
    turn.admit(new AdmittedMetrics(poll.read(), next.generation(), maxSeries, observed, reordered));
    for (Map.Entry<String, GroupSize> group : next.groups().entrySet()) {
      if (MetricDeltas.isAlive(group.getValue().clock(), observed)) {
        turn.series().put(group.getKey(), group.getValue().series());
      }
    }
    return next;
  }

  /** The stale polls with this one; null when it does not count towards a restart of the order. */
  private static StalePolls stale(
      SequenceState known, VerifiedRecord.Metrics poll, InstanceTurn turn) {
    boolean other = !poll.read().incarnation().equals(known.incarnation());
    return other && turn.newest() ? StalePolls.after(known.stale(), poll.read()) : null;
  }

  @Override
  public SequenceState afterRows(SequenceState prior, InstanceTurn turn) {
    if (prior == null || turn.metrics() == null) {
      return prior;
    }
    VerifiedRecord.Metrics poll = (VerifiedRecord.Metrics) turn.record();
    SortedMap<String, GroupSize> sizes = new TreeMap<>();
    for (Map.Entry<String, Integer> group : turn.series().entrySet()) {
      boolean read = poll.groups().stream().anyMatch(one -> one.group().equals(group.getKey()));
      GroupSize known = prior.groups().get(group.getKey());
      long clock = read || known == null ? turn.metrics().observed() : known.clock();
      if (group.getValue() > 0) {
        sizes.put(group.getKey(), new GroupSize(group.getValue(), clock));
      }
    }
    return prior.withGroups(sizes);
  }

  private static boolean follows(SequenceState prior, VerifiedRecord.Metrics poll) {
    if (!poll.read().incarnation().equals(prior.incarnation())) {
      return readStart(poll) > prior.readEnd();
    }
    long seq = poll.read().seq();
    return seq > prior.seq() || (seq == prior.seq() && poll.part() > prior.part());
  }

  private static boolean sameServer(SequenceState prior, VerifiedRecord.Metrics poll) {
    long start = poll.epoch().serverStart();
    long since = poll.epoch().countersSince();
    return prior.serverId().equals(poll.epoch().serverId())
        && prior.timeline() == poll.timeline()
        && prior.role() == poll.role()
        && (prior.serverStart() == start || start > prior.readStart())
        && (prior.countersSince() == since || since > prior.readStart());
  }

  private static SequenceState next(SequenceState known, VerifiedRecord.Metrics poll, long clock) {
    return new SequenceState(
        poll.read().incarnation(),
        poll.read().seq(),
        poll.part(),
        readStart(poll),
        readEnd(poll),
        poll.epoch().serverId(),
        poll.epoch().serverStart(),
        poll.epoch().countersSince(),
        poll.timeline(),
        poll.role(),
        known == null ? 0 : known.generation(),
        null,
        known == null ? new TreeMap<>() : known.groups(),
        known == null ? Observed.first(clock) : known.observed().at(clock),
        false);
  }

  private static long readStart(VerifiedRecord.Metrics poll) {
    return poll.groups().stream().mapToLong(MetricGroupRead::readStart).min().orElse(0);
  }

  private static long readEnd(VerifiedRecord.Metrics poll) {
    return poll.groups().stream().mapToLong(MetricGroupRead::readEnd).max().orElse(0);
  }
}
