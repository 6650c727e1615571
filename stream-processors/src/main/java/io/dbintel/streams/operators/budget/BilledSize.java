package io.dbintel.streams.operators.budget;

import static io.dbintel.streams.operators.budget.JsonSize.ABSENT;
import static io.dbintel.streams.operators.budget.JsonSize.MEMBER;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.EventDefinition.Attribute;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.MetricOverflow;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.records.PlannedStatement;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.function.ToIntFunction;

/**
 * Estimates how many bytes a backend bills for a result: the length of the record as flat JSON, the
 * resource's attributes repeated in every record. New Relic counts "the bytes needed to represent
 * your data in a standard format, like JSON", after the resource was copied onto each record (its
 * documentation on data ingest). Nothing is encoded: lengths of names come from the catalogue,
 * those of numbers from their digits.
 */
final class BilledSize {
  private static final int EVENT =
      ("{\"timestamp\":1700000000000,\"observed.timestamp\":1700000000000,\"severity.number\":9,"
              + "\"otel.library.name\":\"\",\"event.name\":\"\"}")
          .length();
  private static final int POINT =
      ("{\"timestamp\":1700000000000,\"interval.ms\":60000,\"metricName\":\"\",\"unit\":\"\","
              + "\"description\":\"\",\"otel.library.name\":\"\",\"value\":}")
          .length();
  private static final int RESOURCE =
      ("\"server.address\":\"\",\"server.port\":,"
              + "\"service.instance.id\":\"8d5f3d4e-0000-5000-8000-000000000000\","
              + "\"dbintel.instance\":\"\",\"dbintel.tenant\":\"\",")
          .length();
  private static final int SYSTEM = "\"db.system.name\":\"\",".length();
  private static final int FINGERPRINT = 16;
  private static final int RECORD_ID = 32;
  private static final int MICROS = 16;
  private static final int DATE_TIME = 27;
  private static final int DECIMAL = 8;
  private static final int TRUTH = 5;
  private static final int WEIGHT = "10.0".length();
  private static final int OTHER_EVENT = 700;
  private static final MetricDefinition CIRCUIT_STATE =
      SystemCatalogue.of(SystemCatalogue.PRODUCT).metric("circuit_breaker.state").orElseThrow();
  private static final int CIRCUIT_SHADOW =
      "\"dbintel.circuit_breaker.shadow\":\"false\",0".length();
  private static final int OVERFLOW_MARK = "\"otel.metric.overflow\":\"true\",".length();
  private static final int OVERFLOW_COUNT =
      "\"metricName\":\"dbintel.metric.overflow\",\"dbintel.metric.name\":\"\",\"value\":100000,"
          .length();
  private static final String TOP_QUERY = "db.server.top_query";
  private static final String QUERY_SAMPLE = "db.server.query_sample";
  private static final String QUERY_PLAN = "db.server.query_plan";
  private static final String LEDGER = "dbintel.ledger";
  private static final String QUALITY = "dbintel.quality";
  private static final String CARDINALITY = "dbintel.cardinality";

  private BilledSize() {}

  /** Size of what an insight about an instance becomes, all but the points of metrics. */
  static long ofEvent(String instance, Insight insight) {
    if (insight instanceof Insight.NamedStatement named) {
      return ofNamed(
          instance,
          named.source(),
          named.key(),
          named.queryId(),
          named.database(),
          named.user(),
          named.text(),
          named.delta());
    } else if (insight instanceof Insight.Remainder rest) {
      return ofStatement(instance, rest.source(), rest.sum(), field -> remainder(field, rest));
    } else if (insight instanceof Insight.QuerySample sample) {
      SessionSnapshot session = sample.session();
      return event(instance, sample.source(), QUERY_SAMPLE, field -> session(field, session))
          + JsonSize.members(session.commentTags(), "db.query.comment_tags.".length());
    } else if (insight instanceof Insight.QueryPlan plan) {
      return event(instance, plan.source(), QUERY_PLAN, field -> plan(field, plan.statement()));
    } else if (insight instanceof Insight.Ledger ledger) {
      return event(instance, ledger.source(), LEDGER, BilledSize::hourly)
          + JsonSize.members(ledger.entries(), "dbintel.ledger.".length());
    }
    if (insight instanceof Insight.Quality quality) {
      return event(instance, quality.source(), QUALITY, BilledSize::hourly)
          + JsonSize.members(quality.shares(), "dbintel.quality.share.".length())
          + JsonSize.members(quality.checked(), "dbintel.quality.checked.".length())
          + JsonSize.members(quality.reasons(), "dbintel.quality.reason.".length());
    }
    if (insight instanceof Insight.Cardinality cardinality) {
      return event(instance, cardinality.source(), CARDINALITY, BilledSize::hourly)
          + JsonSize.members(cardinality.values(), "dbintel.cardinality.".length());
    }
    return (long) OTHER_EVENT * insight.results();
  }

  /**
   * Size of the event of a named statement.
   *
   * @param database name of its database; null when not known
   * @param user name of its user; null when not known
   * @param text its text; null when not known
   */
  static long ofNamed(
      String instance,
      Source source,
      StatementKey key,
      String queryId,
      CleanText database,
      CleanText user,
      StatementText text,
      StatementDelta delta) {
    return ofStatement(
        instance, source, delta, field -> statement(field, key, queryId, database, user, text));
  }

  private static long ofStatement(
      String instance, Source source, StatementDelta delta, ToIntFunction<String> lengths) {
    return event(instance, source, TOP_QUERY, lengths) + counters(source, delta);
  }

  private static long event(
      String instance, Source source, String event, ToIntFunction<String> lengths) {
    long size = EVENT + event.length() + resource(instance, source);
    for (Attribute attribute : source.catalogue().event(event).attributes()) {
      int length =
          switch (attribute.value()) {
            case "system" -> JsonSize.text(source.system());
            case "record_id" -> JsonSize.text(RECORD_ID);
            default -> lengths.applyAsInt(attribute.value());
          };
      if (length != ABSENT) {
        size += MEMBER + attribute.name().length() + length;
      }
    }
    return size;
  }

  private static long resource(String instance, Source source) {
    return RESOURCE
        + source.catalogue().scopeName().length()
        + source.serverAddress().toString().length()
        + JsonSize.number(source.serverPort())
        + instance.length()
        + instance.indexOf('/');
  }

  private static int statement(
      String field,
      StatementKey key,
      String queryId,
      CleanText database,
      CleanText user,
      StatementText text) {
    return switch (field) {
      case "database" -> JsonSize.text(database);
      case "user" -> JsonSize.text(user);
      case "query_id" -> queryId.isEmpty() ? ABSENT : JsonSize.text(queryId);
      case "query_text" -> text == null ? ABSENT : JsonSize.text(text.text());
      case "query_summary" -> text == null ? ABSENT : JsonSize.text(text.summary());
      case "fingerprint" -> text == null ? ABSENT : JsonSize.text(FINGERPRINT);
      case "statement_key" -> JsonSize.text(2 * key.length());
      case "nested" -> TRUTH;
      case "weight" -> WEIGHT;
      case "interval_start", "interval_end" -> MICROS;
      default -> ABSENT;
    };
  }

  private static int plan(String field, PlannedStatement plan) {
    return switch (field) {
      case "database" -> JsonSize.text(plan.database());
      case "user" -> JsonSize.text(plan.user());
      case "query_id" -> JsonSize.text(plan.queryId());
      case "statement_key" -> JsonSize.text(2 * plan.key().length());
      case "plan_hash" -> JsonSize.text(plan.hash());
      case "plan_hash_version" -> JsonSize.number(plan.hashVersion());
      case "plan_method" -> JsonSize.text(plan.method());
      case "plan_sampled", "plan_truncated" -> TRUTH;
      case "plan_nodes" -> JsonSize.number(plan.nodes());
      case "plan_startup_cost" -> plan.startupCost() == null ? ABSENT : DECIMAL;
      case "plan_total_cost" -> plan.totalCost() == null ? ABSENT : DECIMAL;
      case "plan" -> JsonSize.text(plan.plan());
      default -> ABSENT;
    };
  }

  private static int remainder(String field, Insight.Remainder rest) {
    return switch (field) {
      case "database" -> JsonSize.text(rest.database());
      case "remainder" -> TRUTH;
      case "remainder_statements" -> DECIMAL;
      case "interval_start", "interval_end" -> MICROS;
      default -> ABSENT;
    };
  }

  private static int hourly(String field) {
    return switch (field) {
      case "interval_start", "interval_end" -> MICROS;
      case "quality_score" -> DECIMAL;
      default -> ABSENT;
    };
  }

  private static int session(String field, SessionSnapshot session) {
    StatementText text = session.text();
    return switch (field) {
      case "database" -> JsonSize.text(session.database());
      case "user" -> JsonSize.text(session.user());
      case "query_text" -> text == null ? ABSENT : JsonSize.text(text.text());
      case "query_summary" -> text == null ? ABSENT : JsonSize.text(text.summary());
      case "fingerprint" -> text == null ? ABSENT : JsonSize.text(FINGERPRINT);
      case "query_id" -> JsonSize.text(session.queryId());
      case "client_address" -> JsonSize.text(session.clientAddress());
      case "client_port" ->
          session.clientPort() == null ? ABSENT : JsonSize.number(session.clientPort());
      case "client_hostname" -> JsonSize.text(session.clientHostname());
      case "application_name" -> JsonSize.text(session.applicationName());
      case "session_id" -> JsonSize.text(session.sessionId());
      case "session_type" -> JsonSize.text(session.sessionType());
      case "state" -> JsonSize.text(session.state());
      case "wait_event" -> JsonSize.text(session.waitEvent());
      case "wait_event_type" -> JsonSize.text(session.waitEventType());
      case "session_start" -> session.sessionStart() == 0 ? ABSENT : JsonSize.text(DATE_TIME);
      case "query_start" -> session.queryStart() == null ? ABSENT : JsonSize.text(DATE_TIME);
      case "transaction_start" ->
          session.transactionStart() == null ? ABSENT : JsonSize.text(DATE_TIME);
      case "state_change" -> session.stateChange() == null ? ABSENT : JsonSize.text(DATE_TIME);
      case "transaction_id" -> JsonSize.text(session.transactionId());
      case "weight" -> WEIGHT;
      case "exec_time" -> session.queryStart() == null ? ABSENT : DECIMAL;
      case "blocking_session_ids" ->
          session.blockingSessionIds() == null
              ? ABSENT
              : JsonSize.texts(session.blockingSessionIds());
      default -> ABSENT;
    };
  }

  /** A time leaves twice: in milliseconds, and exactly, in nanoseconds. */
  private static long counters(Source source, StatementDelta delta) {
    StatementCatalogue catalogue = source.catalogue().statements().orElseThrow();
    int prefix = catalogue.attributePrefix().length();
    long size = 0;
    int position = 0;
    for (long rest = delta.mask(); rest != 0; rest &= rest - 1) {
      StatementCounter counter = catalogue.byNumber(Long.numberOfTrailingZeros(rest));
      long value = delta.values()[position++];
      int name = counter.name().length();
      if (counter.isTime()) {
        size += MEMBER + prefix + name + JsonSize.millis(value);
        size += MEMBER + "dbintel._ns".length() + name + JsonSize.number(value);
      } else {
        size += MEMBER + prefix + name + JsonSize.number(value);
      }
    }
    return size;
  }

  /** Size of a point of a metric. */
  static long ofPoint(String instance, Source source, MetricPoint point) {
    int value = point.longValue() == null ? DECIMAL : JsonSize.number(point.longValue());
    return point(instance, source, point.metric(), point.attributes()) + value;
  }

  /** Size of the point that says how a circuit stands. */
  static long ofCircuit(String instance, Source source) {
    return point(instance, source, CIRCUIT_STATE, Collections.emptySortedMap()) + CIRCUIT_SHADOW;
  }

  /** Size of the points that say what was held back of a metric. */
  static long ofOverflow(String instance, Source source, MetricOverflow overflow) {
    long size = point(instance, source, overflow.metric(), overflow.attributes());
    long sum = overflow.hasSum() ? size + OVERFLOW_MARK + DECIMAL : 0;
    return sum + (overflow.series() > 0 ? size + OVERFLOW_COUNT : 0);
  }

  private static long point(
      String instance,
      Source source,
      MetricDefinition metric,
      SortedMap<String, CleanText> attributes) {
    return POINT
        + metric.name().length()
        + metric.unit().length()
        + metric.description().length()
        + SYSTEM
        + source.system().length()
        + resource(instance, source)
        + JsonSize.members(attributes, 0);
  }
}
