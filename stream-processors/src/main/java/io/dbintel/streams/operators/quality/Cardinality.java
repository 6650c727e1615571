package io.dbintel.streams.operators.quality;

import io.dbintel.schemas.catalogue.EventDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.concurrent.TimeUnit;

/**
 * Estimates how many distinct values each attribute of an instance's data had in an hour of its
 * clock, before anything is sampled or withheld: what a backend would have to keep apart. An hour
 * is told with the first later record that has such attributes.
 */
public final class Cardinality implements InstanceOperator<CardinalityState> {
  private static final PartCodec<CardinalityState> PART = new CardinalityStateCodec();
  private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
  private static final String STATEMENT = "db.server.top_query";
  private static final String SESSION = "db.server.query_sample";

  @Override
  public String name() {
    return "cardinality";
  }

  @Override
  public PartCodec<CardinalityState> part() {
    return PART;
  }

  @Override
  public boolean hasOwnValue() {
    return true;
  }

  @Override
  public boolean accepts(InstanceTurn turn) {
    VerifiedRecord record = turn.record();
    return record instanceof VerifiedRecord.Statements
        || record instanceof VerifiedRecord.Sessions
        || record instanceof VerifiedRecord.Metrics;
  }

  @Override
  public CardinalityState decide(CardinalityState prior, InstanceTurn turn) {
    long hour = turn.clock() / HOUR_MS;
    if (prior != null && prior.hour() == hour) {
      return prior;
    }
    if (prior != null && !prior.sketches().isEmpty()) {
      turn.emit(new Insight.Cardinality(turn.record().source(), prior.hour(), prior.estimates()));
    }
    return CardinalityState.begin(hour);
  }

  @Override
  public CardinalityState afterRows(CardinalityState prior, InstanceTurn turn) {
    DistinctValues values = new DistinctValues(prior);
    VerifiedRecord record = turn.record();
    if (record instanceof VerifiedRecord.Statements chunk && turn.chunk() != null) {
      addStatements(chunk, values);
    } else if (record instanceof VerifiedRecord.Metrics poll && turn.metrics() != null) {
      addMetrics(poll, values);
    } else if (record instanceof VerifiedRecord.Sessions tick) {
      addSessions(tick, values);
    }
    return values.state();
  }

  private static void addStatements(VerifiedRecord.Statements chunk, DistinctValues values) {
    SystemCatalogue catalogue = chunk.source().catalogue();
    String database = attribute(catalogue, STATEMENT, "database");
    String user = attribute(catalogue, STATEMENT, "user");
    String key = attribute(catalogue, STATEMENT, "statement_key");
    chunk.databases().forEach(name -> values.add(database, name));
    chunk.users().forEach(name -> values.add(user, name));
    values.addKeys(key, chunk.rows());
  }

  private static void addMetrics(VerifiedRecord.Metrics poll, DistinctValues values) {
    for (MetricGroupRead group : poll.groups()) {
      for (MetricReading reading : group.readings()) {
        reading.attributes().forEach(values::add);
      }
    }
  }

  private static void addSessions(VerifiedRecord.Sessions tick, DistinctValues values) {
    SystemCatalogue catalogue = tick.source().catalogue();
    String database = attribute(catalogue, SESSION, "database");
    String user = attribute(catalogue, SESSION, "user");
    String application = attribute(catalogue, SESSION, "application_name");
    String client = attribute(catalogue, SESSION, "client_address");
    String fingerprint = attribute(catalogue, SESSION, "fingerprint");
    for (SessionSnapshot session : tick.sessions()) {
      values.add(database, session.database());
      values.add(user, session.user());
      values.add(application, session.applicationName());
      values.add(client, session.clientAddress());
      values.add(fingerprint, session.text() == null ? null : session.text().fingerprint());
    }
  }

  /** Name of the attribute of an event that has the value; null where the system has none. */
  private static String attribute(SystemCatalogue catalogue, String event, String value) {
    for (EventDefinition.Attribute attribute : catalogue.event(event).attributes()) {
      if (attribute.value().equals(value)) {
        return attribute.name();
      }
    }
    return null;
  }
}
