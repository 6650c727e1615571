package io.dbintel.streams.processors;

import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTextReader;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Owns everything that is remembered of instances. For each record it reads the instance's value
 * once, lets the instance operators decide, then the keyed operators; applies the statement rows if
 * the record carries rows that were admitted; lets the keyed operators sweep and the instance
 * operators decide again after the rows; writes once what changed, and forwards the insights.
 *
 * <p>A command whose key is a tenant id is applied to each instance of the tenant of which
 * something is remembered in this partition, as a turn of its own.
 */
public final class InstanceProcessor
    extends ContextualProcessor<String, VerifiedRecord, String, Insight> {
  /** Store of the instances' values: instance id → sections. */
  public static final String INSTANCES = "instances";

  /** Store of the statement rows: hash of the instance id and row key → sections. */
  public static final String STATEMENTS = "statements";

  private static final String TOO_MANY = "too_many_instances";

  private final Operators operators;
  private final OperatorCounts counts;
  private final int maxInstances;
  private final TurnViewer viewer;
  private final Set<String> applied = new HashSet<>();
  private InstanceStore instances;
  private StatementStore rows;
  private StatementProcessor statements;
  private KeyedStores keyed;
  private TurnViewer.Partition view;

  /**
   * The operators in the order in which they decide.
   *
   * @param instance decide about an instance, before its statement rows and again after
   * @param keyed decide about what else has a key; each has a store, named in its state
   * @param statement decide about a statement row
   * @param texts finds the text of a statement row
   */
  public record Operators(
      List<InstanceOperator<?>> instance,
      List<KeyedOperator<?, ?>> keyed,
      List<StatementOperator<?>> statement,
      StatementTextReader texts) {

    /** Copies the lists. */
    public Operators {
      instance = List.copyOf(instance);
      keyed = List.copyOf(keyed);
      statement = List.copyOf(statement);
    }
  }

  /**
   * Runs the operators.
   *
   * @param maxInstances instances that are remembered; records of further ones are refused
   * @param viewer is shown every turn
   */
  public InstanceProcessor(
      Operators operators, OperatorCounts counts, int maxInstances, TurnViewer viewer) {
    this.operators = operators;
    this.counts = counts;
    this.maxInstances = maxInstances;
    this.viewer = viewer;
  }

  @Override
  public void init(ProcessorContext<String, Insight> context) {
    super.init(context);
    instances = new InstanceStore(context.getStateStore(INSTANCES));
    rows = new StatementStore(context.getStateStore(STATEMENTS));
    statements = new StatementProcessor(operators.statement(), operators.texts(), rows);
    keyed = new KeyedStores(operators.keyed(), context::getStateStore);
    view = viewer.open(context.taskId().partition());
  }

  @Override
  public void process(Record<String, VerifiedRecord> record) {
    if (record.key().indexOf('/') >= 0) {
      if (instances.count() >= maxInstances && !instances.contains(record.key())) {
        if (!(record.value() instanceof VerifiedRecord.Rejected)) {
          refuse(record);
        }
        return;
      }
      process(record.key(), record);
    } else if (record.value() instanceof VerifiedRecord.Order) {
      for (String instance : instances.instancesOf(record.key())) {
        process(instance, record);
      }
    }
  }

  private void refuse(Record<String, VerifiedRecord> record) {
    counts.in(INSTANCES, 1);
    counts.held(INSTANCES, TOO_MANY, 1);
    Insight refused =
        new Insight.Refused(
            TOO_MANY,
            "the partition has "
                + instances.count()
                + " instances and the record is of another one; expected at most"
                + " operators.bounds.maxInstances: "
                + maxInstances);
    context().forward(record.withValue(refused));
  }

  private void process(String instance, Record<String, VerifiedRecord> record) {
    byte[] prefix = InstanceHash.of(instance);
    keyed.begin(prefix);
    rows.begin(prefix);
    InstanceTurn turn = new InstanceTurn(instance, record.timestamp(), record.value(), keyed);
    InstanceValue value = instances.read(instance);
    for (InstanceOperator<?> operator : operators.instance()) {
      decide(operator, value, turn);
      if (turn.forgetting() && !value.forgotten()) {
        value.forget(operators.instance());
        rows.deleteAll();
        keyed.forget();
        counts.released(instance);
      }
    }
    keyed.decide(turn, counts);
    if (turn.chunk() != null) {
      statements.apply((VerifiedRecord.Statements) record.value(), turn, keyed);
    }
    keyed.sweep(turn);
    for (InstanceOperator<?> operator : operators.instance()) {
      afterRows(operator, value, turn);
    }
    instances.write(value);
    rows.flush();
    keyed.write();
    report(turn);
    view.take(turn);
    for (Insight insight : turn.insights()) {
      context().forward(record.withKey(instance).withValue(insight));
    }
  }

  private <S> void decide(InstanceOperator<S> operator, InstanceValue value, InstanceTurn turn) {
    turn.requests().by(operator.name());
    if (operator.accepts(turn)) {
      value.put(operator, operator.decide(value.get(operator), turn));
      Held.report(operator.name(), turn, counts);
    }
  }

  private static <S> void afterRows(
      InstanceOperator<S> operator, InstanceValue value, InstanceTurn turn) {
    turn.requests().by(operator.name());
    if (operator.accepts(turn)) {
      value.put(operator, operator.afterRows(value.get(operator), turn));
    }
  }

  private void report(InstanceTurn turn) {
    turn.decisions().report(counts::decided);
    AdmittedChunk chunk = turn.chunk();
    if (chunk != null) {
      statements.report(counts);
      applied.add(turn.instance());
      counts.applied(turn.instance(), chunk.header().readEnd());
    }
  }

  /** The partition goes elsewhere, and with it what is told of its instances. */
  @Override
  public void close() {
    applied.forEach(counts::released);
    applied.clear();
    if (view != null) {
      view.close();
    }
  }
}
