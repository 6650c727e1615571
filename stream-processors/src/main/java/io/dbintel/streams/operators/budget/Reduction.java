package io.dbintel.streams.operators.budget;

import com.dynatrace.hash4j.hashing.Hashing;
import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.ResultClass;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;

/**
 * The ladder of reductions, by least value first: at level 1 session samples are thinned, from
 * level 2 on they are off and fast statements are part of the remainder, at level 3 single tables
 * are part of sums. Nothing else is ever withheld.
 */
final class Reduction {
  static final int NONE = 0;
  static final int SESSIONS_THINNED = 1;
  static final int FAST_STATEMENTS = 2;
  static final int TABLES = 3;
  static final int MAX = TABLES;

  private static final long NANOS_PER_MICRO = 1_000;

  private final ReductionConfig config;

  Reduction(ReductionConfig config) {
    this.config = config;
  }

  /** Share of the results of a class that leaves at a level. */
  double kept(ResultClass kind, int level) {
    return switch (kind) {
      case SESSION ->
          level == NONE ? 1 : level == SESSIONS_THINNED ? 1.0 / config.sessionsOneIn() : 0;
      case FAST_STATEMENT -> level < FAST_STATEMENTS ? 1 : 0;
      case TABLE_METRIC -> level < TABLES ? 1 : 0;
      case EVENT, METRIC -> 1;
    };
  }

  /**
   * Whether the sessions of a tick leave. A tick leaves as a whole or not at all, so that who
   * blocks whom is told completely; which ones is a hash of the tick's identity.
   */
  boolean keepsSessions(ReadId tick, int level) {
    if (level != SESSIONS_THINNED) {
      return level == NONE;
    }
    long hash =
        Hashing.komihash5_0()
            .hashStream()
            .putString(tick.incarnation())
            .putLong(tick.seq())
            .getAsLong();
    return Long.remainderUnsigned(hash, config.sessionsOneIn()) == 0;
  }

  /**
   * Whether a statement's growth shows that it is fast and takes a small share of the time. One
   * that is new, or failed, is not missed least.
   */
  boolean isFast(StatementCatalogue catalogue, StatementDelta delta, Interval interval) {
    long nanos = delta.sum(catalogue.maskOf(CounterRole.EXEC_TIME));
    long calls = delta.sum(catalogue.maskOf(CounterRole.CALLS));
    if ((delta.flags() & DeltaFlag.FIRST_SEEN.bit()) != 0
        || delta.sum(catalogue.maskOf(CounterRole.ERRORS)) > 0) {
      return false;
    }
    double passed = (double) (interval.end() - interval.start()) * NANOS_PER_MICRO;
    return nanos < (double) config.fastStatement().toNanos() * calls
        && nanos < config.fastShare() * passed;
  }

  /** Whether the points of a metric are of single tables and the like. */
  static boolean isOfTables(SystemCatalogue catalogue, MetricDefinition metric) {
    for (String attribute : metric.attributes()) {
      if (catalogue.isDetail(attribute)) {
        return true;
      }
    }
    return false;
  }
}
