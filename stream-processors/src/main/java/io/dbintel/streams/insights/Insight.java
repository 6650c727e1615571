package io.dbintel.streams.insights;

import io.dbintel.streams.operators.ledger.Ledger;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.Interval;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.PublishedText;
import java.util.List;
import java.util.SortedMap;

/** What the operators found out, before it is given the names of a result. */
public sealed interface Insight {

  /**
   * A statement that is told by name.
   *
   * @param database name of the database; null when unknown
   * @param user name of the role; null when unknown
   * @param text its text; null until, or unless, the text is known
   */
  record TopQuery(
      Source source,
      ReadId read,
      StatementKey key,
      StatementDelta delta,
      Interval interval,
      CleanText database,
      CleanText user,
      KnownText text)
      implements Insight {

    /** The same with its text. */
    public TopQuery withText(KnownText found) {
      return new TopQuery(source, read, key, delta, interval, database, user, found);
    }
  }

  /**
   * The exact sum of the statements that are not told by name.
   *
   * @param chunk position of the chunk after which the sum was told
   * @param statements how many rows were summed
   */
  record Remainder(
      Source source, ReadId read, int chunk, long statements, StatementDelta sum, Interval interval)
      implements Insight {}

  /** A session at one moment; {@code time} in µs of the database clock. */
  record QuerySample(Source source, ReadId read, long time, SessionSnapshot session)
      implements Insight {}

  /** The metrics that one poll led to. */
  record Metrics(Source source, ReadId read, List<MetricPoint> points) implements Insight {}

  /**
   * One hour of an instance, added up.
   *
   * @param hour hours since the Unix epoch, instance clock
   * @param entries the sums by name
   * @param qualityScore share of what came in that was valid, 0 to 1
   */
  record Ledger(Source source, long hour, SortedMap<String, Long> entries, double qualityScore)
      implements Insight {}

  /**
   * What is asked of the agents of the instance.
   *
   * @param version grows by one with every change
   * @param fullPollWanted generation of full polls asked for
   */
  record Control(long version, long fullPollWanted) implements Insight {}

  /**
   * Texts to be remembered.
   *
   * @param clock instance clock, ms since the epoch
   */
  record Texts(long clock, List<PublishedText> texts) implements Insight {}

  /**
   * A full poll is complete: a few texts may be looked at and forgotten when unused.
   *
   * @param clock instance clock, ms since the epoch
   */
  record TextSweep(long clock) implements Insight {}

  /** All texts of the instance are to be forgotten. */
  record ForgetTexts() implements Insight {}
}
