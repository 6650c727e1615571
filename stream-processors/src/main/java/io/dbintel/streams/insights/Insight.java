package io.dbintel.streams.insights;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.records.PlannedStatement;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What the operators found out, before it gets the names of a result. */
public sealed interface Insight {

  /** How many result records it becomes. */
  default int results() {
    return 1;
  }

  /**
   * A statement that leaves under its own name.
   *
   * @param database name of its database; null when not known
   * @param user name of its user; null when not known
   * @param text its text; null when not known
   * @param weight how many rows like it it stands for, itself included
   */
  record NamedStatement(
      Source source,
      ReadId read,
      StatementKey key,
      String queryId,
      boolean nested,
      StatementDelta delta,
      Interval interval,
      CleanText database,
      CleanText user,
      StatementText text,
      double weight)
      implements Insight {}

  /**
   * The exact sum of the statements of a database that do not leave under their own names.
   *
   * @param chunk position of the chunk after which the sum was emitted
   * @param database name of the database; null for the rows whose database has no sum of its own
   * @param statements how many rows were summed
   */
  record Remainder(
      Source source,
      ReadId read,
      int chunk,
      CleanText database,
      long statements,
      StatementDelta sum,
      Interval interval)
      implements Insight {}

  /**
   * A session at one moment.
   *
   * @param time µs of the database clock
   * @param weight how many sessions like it it stands for, itself included
   */
  record QuerySample(Source source, ReadId read, long time, SessionSnapshot session, double weight)
      implements Insight {}

  /**
   * The execution plan of a statement.
   *
   * @param time µs of the database clock
   */
  record QueryPlan(Source source, ReadId read, long time, PlannedStatement statement)
      implements Insight {}

  /**
   * The points that one group of a metric poll led to.
   *
   * @param part position of the record in the poll
   * @param group name of the group
   * @param time end of the read, µs of the database clock
   * @param overflow what was held back because the instance has too many series, by metric
   */
  record Metrics(
      Source source,
      ReadId read,
      int part,
      String group,
      long time,
      List<MetricPoint> points,
      List<MetricOverflow> overflow)
      implements Insight {

    /** The same read with other points. */
    public Metrics with(List<MetricPoint> left, List<MetricOverflow> sums) {
      return new Metrics(source, read, part, group, time, left, sums);
    }

    /** Most points in one result record, which must not become too large to send. */
    public static final int POINTS_PER_RESULT = 1_000;

    private static final int BYTES_PER_RESULT = 1_000_000;
    private static final int BYTES_PER_POINT = 128;
    private static final int BYTES_PER_CHARACTER = 3;

    @Override
    public int results() {
      return ends().size();
    }

    /** Where each result record ends, as positions in the points followed by the overflow's. */
    public List<Integer> ends() {
      List<Integer> ends = new ArrayList<>();
      int all = points.size() + overflow.stream().mapToInt(MetricOverflow::points).sum();
      int count = 0;
      long bytes = 0;
      for (int i = 0; i < all; i++) {
        long size = i < points.size() ? bytes(points.get(i)) : BYTES_PER_POINT;
        if (count > 0 && (count == POINTS_PER_RESULT || bytes + size > BYTES_PER_RESULT)) {
          ends.add(i);
          count = 0;
          bytes = 0;
        }
        count++;
        bytes += size;
      }
      if (count > 0) {
        ends.add(all);
      }
      return ends;
    }

    private static long bytes(MetricPoint point) {
      long bytes = BYTES_PER_POINT;
      for (Map.Entry<String, CleanText> attribute : point.attributes().entrySet()) {
        bytes += attribute.getKey().length();
        bytes += (long) BYTES_PER_CHARACTER * attribute.getValue().toString().length();
      }
      return bytes;
    }
  }

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
   * How plausible was what came in of an instance in one hour of its clock.
   *
   * @param hour hours since the Unix epoch
   * @param score mean of the shares, 0 to 1
   * @param shares share of plausible facts by kind, of kinds of which there were any
   * @param checked facts that were checked, by kind
   * @param reasons facts that were not plausible, by reason
   */
  record Quality(
      Source source,
      long hour,
      double score,
      SortedMap<String, Double> shares,
      SortedMap<String, Long> checked,
      SortedMap<String, Long> reasons)
      implements Insight {}

  /**
   * A threshold of quality moved with what is usual for the instance.
   *
   * @param hour hours since the Unix epoch, the last that was judged
   * @param threshold its name
   * @param unit of the three values, UCUM
   * @param usual median of the greatest values of the hours that were judged
   * @param shadow whether it would have moved
   */
  record QualityThreshold(
      Source source,
      long hour,
      String threshold,
      String unit,
      long from,
      long to,
      long usual,
      boolean shadow)
      implements Insight {}

  /**
   * How many distinct values attributes had in one hour of an instance's clock.
   *
   * @param hour hours since the Unix epoch
   * @param values estimates by name of the attribute
   */
  record Cardinality(Source source, long hour, SortedMap<String, Long> values) implements Insight {}

  /**
   * Rows and series that a replay read for the first time: what they had grown until then is not
   * known to it.
   *
   * @param part position of the chunk or part in the poll
   * @param time end of the read, µs of the database clock
   */
  record ColdState(Source source, ReadId read, int part, long time, long rows, long series)
      implements Insight {

    @Override
    public int results() {
      return 0;
    }
  }

  /**
   * The record is refused: nothing of it is applied, and it goes to the dead letters.
   *
   * @param reason code of the dead letter
   * @param message what was found and what was expected
   */
  record Refused(String reason, String message) implements Insight {

    @Override
    public int results() {
      return 0;
    }
  }

  /** What the agents of the instance are asked to do. */
  record Control(ControlDocument document) implements Insight {

    @Override
    public int results() {
      return 0;
    }
  }

  /**
   * The circuit of an instance changed its state; or its thresholds, when the states are the same.
   *
   * @param alike how many of this time were told before with the same states and reason
   * @param time breaker's clock, ms
   * @param shadow whether nothing was changed because of it
   * @param evidence the numbers that led to it, by name
   */
  record CircuitTransition(
      Source source,
      int alike,
      long time,
      String from,
      String to,
      String reason,
      boolean shadow,
      SortedMap<String, Double> evidence)
      implements Insight {

    /** Whether polling rests from now on. */
    public boolean opens() {
      return !shadow && !from.equals(to) && (to.equals("open") || to.equals("forced_open"));
    }
  }

  /**
   * State of the circuit of an instance at a time.
   *
   * @param time µs: a minute of the breaker's clock, or just after a transition, so that no two
   *     points have one time
   * @param state 0 closed, 1 open, 2 half-open
   */
  record CircuitPosition(Source source, long time, int state, boolean shadow) implements Insight {}

  /**
   * What an instance added to its tenant's usage, for the tenants' sub-topology.
   *
   * @param sequence number of the increment of the instance
   * @param day days since the Unix epoch, instance clock
   * @param billed estimated size of the results written
   * @param withheld estimated size of the results that cost control withheld
   * @param order number of the order of cost control that the instance obeys
   */
  record InstanceUsage(
      long sequence,
      long day,
      long rawRecords,
      long rawBytes,
      long resultRecords,
      BilledBytes billed,
      BilledBytes withheld,
      long order)
      implements Insight {

    @Override
    public int results() {
      return 0;
    }
  }

  /**
   * What a tenant used, an increment of a day.
   *
   * @param sequence number of the increment of the tenant
   * @param day days since the Unix epoch
   */
  record TenantUsage(
      String tenant, long sequence, long day, long rawRecords, long rawBytes, long resultRecords)
      implements Insight {}

  /**
   * A destination began or ceased to refuse results of a tenant for a reason.
   *
   * @param sequence number of the event of the tenant's exports
   * @param sink name of the sink
   * @param begins whether it begins; else it is over
   * @param severity OpenTelemetry's number while it lasts
   * @param remedy what to do about it
   * @param errors points and log records refused, and errors reported, in the window
   * @param offered points and log records offered in the window
   * @param share of those, refused for the reason, 0 to 1
   * @param total errors since it began
   * @param lasted ms since it began
   * @param message what the destination said; null when not known
   */
  record ExportErrors(
      String tenant,
      long sequence,
      CleanText sink,
      String category,
      boolean begins,
      int severity,
      String remedy,
      long errors,
      long offered,
      double share,
      long total,
      long lasted,
      CleanText message)
      implements Insight {}

  /**
   * What a tenant's instances withhold because destinations refuse too much changes.
   *
   * @param sequence number of the event of the tenant's exports
   * @param rate level because of rate limits
   * @param cardinality level because of cardinality
   * @param shadow whether nothing is really withheld
   */
  record ExportFeedback(String tenant, long sequence, int rate, int cardinality, boolean shadow)
      implements Insight {}

  /**
   * State of a tenant's budget.
   *
   * @param event name of the event
   * @param sequence number of the budget event of the tenant
   * @param month the month, ISO 8601
   * @param level level of reduction from now on
   * @param threshold highest of the told shares of the budget that is spent, percent
   * @param spent money of the month to date; null when there is no price
   * @param forecast money at the end of the month; null when there is no price
   * @param unreduced the same if nothing were withheld from now on
   * @param budget money that may be spent in the month; null for no budget
   * @param billed estimated bytes of the month to date
   * @param withheld estimated bytes that were withheld
   * @param shadow whether nothing is really withheld
   */
  record Budget(
      String event,
      String tenant,
      long sequence,
      String month,
      int level,
      int threshold,
      Double spent,
      Double forecast,
      Double unreduced,
      Double budget,
      BilledBytes billed,
      BilledBytes withheld,
      boolean shadow)
      implements Insight {

    /** A share of the budget is spent. */
    public static final String SPENT = "dbintel.budget.spent";

    /** The level of reduction changes. */
    public static final String LEVEL = "dbintel.budget.level";

    /** How things stand, once an hour. */
    public static final String STATUS = "dbintel.budget.status";
  }
}
