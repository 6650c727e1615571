package io.dbintel.streams.operators.sampler;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.Sampling;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.TopSelection;
import io.dbintel.streams.operators.sampler.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets the rates at which the rules keep what they apply to, and how many rows they may decide
 * about in a second. Time is cut into windows by the database clock; within one the rates stay as
 * they are. Of each window it counts the rows and the database time of every rule, and keeps their
 * moving averages; {@link RateAllocation} makes rates of them that meet the target.
 */
public final class SamplingRates implements InstanceOperator<SamplerState> {
  private static final PartCodec<SamplerState> PART = new SamplerStateCodec();
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final double MICROS_PER_MINUTE = 6e7;

  /** After so many minutes of another load the averages have gone half the way to it. */
  private static final double HALF_LIFE_MINUTES = 2;

  private static final double THOUSANDTHS = 1e3;
  private static final TopSelection NO_ROWS = new TopSelection(0, 0, 0);

  private final SamplerConfig config;
  private final long windowMicros;
  private final double[] configured;
  private final long rulesHash;

  /** Sets rates for the rules of {@code config}. */
  public SamplingRates(SamplerConfig config) {
    this.config = config;
    this.windowMicros = config.window().toNanos() / 1_000;
    HashStream64 hash = Hashing.komihash5_0().hashStream();
    for (Rule rule : config.compiled()) {
      hash.putString(rule.name());
    }
    this.rulesHash = hash.getAsLong();
    this.configured = twice(new RuleList(config.compiled()).rates());
  }

  /** For statement rows and for sessions. */
  private static double[] twice(double[] rates) {
    double[] both = new double[rates.length * 2];
    System.arraycopy(rates, 0, both, 0, rates.length);
    System.arraycopy(rates, 0, both, rates.length, rates.length);
    return both;
  }

  @Override
  public String name() {
    return "sampling-rates";
  }

  @Override
  public PartCodec<SamplerState> part() {
    return PART;
  }

  /**
   * The rate of a rule.
   *
   * @param ofSessions whether it is that for sessions, not that for statements
   * @param rate share that is kept now
   * @param configured share that is kept at most
   */
  public record RuleRate(String rule, boolean ofSessions, double rate, double configured) {}

  /** The rates of the rules, in their order, by what is remembered of an instance. */
  public List<RuleRate> standing(SectionedState remembered) {
    SamplerState state = remembered.get(PART);
    boolean known =
        state != null && state.rules() == rulesHash && state.strata() == configured.length + 1;
    double[] now = known ? rates(state) : configured;
    List<RuleRate> all = new ArrayList<>();
    List<RuleConfig> rules = config.rules();
    for (int i = 0; i < now.length; i++) {
      String rule = rules.get(i % rules.size()).name();
      all.add(new RuleRate(rule, i >= rules.size(), now[i], configured[i]));
    }
    return all;
  }

  @Override
  public SamplerState decide(SamplerState prior, InstanceTurn turn) {
    if (turn.chunk() == null && turn.sessions() == null) {
      return prior;
    }
    SamplerState state = at(time(turn), prior);
    turn.sampling(
        new Sampling(
            turn.chunk() == null ? NO_ROWS : turn.selection(),
            state.window(),
            rates(state, firstStratum(turn)),
            turn.samplingOverride(),
            config.maxDecisionsPerSecond() - state.decidedIn(time(turn) / MICROS_PER_SECOND)));
    return state;
  }

  /** When the rows or sessions were read, µs of the database clock. */
  private static long time(InstanceTurn turn) {
    AdmittedChunk chunk = turn.chunk();
    return chunk == null ? turn.sessions().readTime() : chunk.header().readEnd();
  }

  /** Rows and sessions are strata of their own. */
  private int firstStratum(InstanceTurn turn) {
    return turn.chunk() == null ? configured.length / 2 : 0;
  }

  /** The state in the window of the time, µs of the database clock. */
  private SamplerState at(long time, SamplerState prior) {
    long window = time / windowMicros;
    int strata = configured.length + 1;
    if (prior == null || prior.rules() != rulesHash || prior.strata() != strata) {
      return SamplerState.begin(rulesHash, strata, window);
    }
    return prior.window() == window ? prior : next(prior, window);
  }

  /** Begins another window; one that lies before, as after a clock was turned back, follows too. */
  private SamplerState next(SamplerState prior, long window) {
    double minutes = Math.max(1, window - prior.window()) * windowMicros / MICROS_PER_MINUTE;
    double share = prior.known() ? 1 - StrictMath.pow(2, -minutes / HALF_LIFE_MINUTES) : 1;
    int strata = prior.strata();
    long[] meanRows = new long[strata];
    long[] meanNanos = new long[strata];
    for (int i = 0; i < strata; i++) {
      meanRows[i] = moved(prior.meanRows()[i], prior.rows()[i] * THOUSANDTHS / minutes, share);
      meanNanos[i] = moved(prior.meanNanos()[i], prior.nanos()[i] / minutes, share);
    }
    return new SamplerState(
        rulesHash,
        window,
        prior.second(),
        prior.decided(),
        true,
        new long[strata],
        new long[strata],
        meanRows,
        meanNanos);
  }

  private static long moved(long mean, double now, double share) {
    return Math.round(mean + (now - mean) * share);
  }

  /** Rates of the rules whose strata begin at {@code from}. */
  private double[] rates(SamplerState state, int from) {
    double[] part = new double[configured.length / 2];
    System.arraycopy(rates(state), from, part, 0, part.length);
    return part;
  }

  private double[] rates(SamplerState state) {
    if (!state.known()) {
      return configured;
    }
    int always = configured.length;
    double[] rows = new double[always];
    double[] time = new double[always];
    for (int i = 0; i < always; i++) {
      rows[i] = state.meanRows()[i] / THOUSANDTHS;
      time[i] = state.meanNanos()[i];
    }
    double budget = config.targetPerMinute() - state.meanRows()[always] / THOUSANDTHS;
    return RateAllocation.rates(configured, rows, time, Math.max(1, budget));
  }

  @Override
  public SamplerState afterRows(SamplerState prior, InstanceTurn turn) {
    return turn.sampling() == null
        ? prior
        : add(prior, firstStratum(turn), time(turn), turn.sampling());
  }

  private static SamplerState add(SamplerState prior, int from, long time, Sampling sampling) {
    long[] rows = prior.rows().clone();
    long[] nanos = prior.nanos().clone();
    int always = prior.strata() - 1;
    for (int rule = 0; rule < always / 2; rule++) {
      rows[from + rule] += sampling.seen(rule);
      nanos[from + rule] += sampling.nanos(rule);
    }
    rows[always] += sampling.kept();
    long second = time / MICROS_PER_SECOND;
    return new SamplerState(
        prior.rules(),
        prior.window(),
        second,
        prior.decidedIn(second) + sampling.decided(),
        prior.known(),
        rows,
        nanos,
        prior.meanRows(),
        prior.meanNanos());
  }
}
