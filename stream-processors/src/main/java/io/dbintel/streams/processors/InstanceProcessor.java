package io.dbintel.streams.processors;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Owns what is remembered of instances and of their statement rows. For each record it reads the
 * instance's value once, lets the instance operators decide, applies the statement rows if the
 * record carries rows that were admitted, lets the operators settle, writes the value once if a
 * part changed, and forwards the findings.
 */
public final class InstanceProcessor
    extends ContextualProcessor<String, VerifiedRecord, String, Insight> {
  /** Store of the instances' values: instance id → sections. */
  public static final String INSTANCES = "instances";

  /** Store of the statement rows: hash of the instance id and row key → sections. */
  public static final String STATEMENTS = "statements";

  private final List<InstanceOperator<?>> operators;
  private final List<StatementOperator<?>> statementOperators;
  private final OperatorCounts counts;
  private InstanceStore instances;
  private StatementProcessor statements;

  /** Runs the operators in the order of the lists. */
  public InstanceProcessor(
      List<InstanceOperator<?>> operators,
      List<StatementOperator<?>> statementOperators,
      OperatorCounts counts) {
    this.operators = operators;
    this.statementOperators = statementOperators;
    this.counts = counts;
  }

  @Override
  public void init(ProcessorContext<String, Insight> context) {
    super.init(context);
    instances = new InstanceStore(context.getStateStore(INSTANCES));
    statements =
        new StatementProcessor(statementOperators, counts, context.getStateStore(STATEMENTS));
  }

  @Override
  public void process(Record<String, VerifiedRecord> record) {
    InstanceTurn turn = new InstanceTurn(record.key(), record.timestamp(), record.value());
    InstanceValue value = instances.read(record.key());
    for (InstanceOperator<?> operator : operators) {
      decide(operator, value, turn);
      if (turn.forgetting() && !value.forgotten()) {
        value.forget(operators);
      }
    }
    if (turn.poll() != null) {
      statements.apply((VerifiedRecord.Statements) record.value(), turn);
    }
    for (InstanceOperator<?> operator : operators) {
      settle(operator, value, turn);
    }
    if (turn.forgetting()) {
      statements.forget(record.key());
    }
    instances.write(value);
    report(turn);
    for (Insight finding : turn.findings()) {
      context().forward(record.withValue(finding));
    }
  }

  private <S> void decide(InstanceOperator<S> operator, InstanceValue value, InstanceTurn turn) {
    if (!operator.takes(turn)) {
      return;
    }
    value.put(operator, operator.decide(value.get(operator), turn));
    String held = turn.takeHeld();
    counts.in(operator.name(), 1);
    if (held == null) {
      counts.out(operator.name(), 1);
    } else {
      counts.held(operator.name(), held, 1);
    }
  }

  private static <S> void settle(
      InstanceOperator<S> operator, InstanceValue value, InstanceTurn turn) {
    if (operator.takes(turn)) {
      value.put(operator, operator.settle(value.get(operator), turn));
    }
  }

  private void report(InstanceTurn turn) {
    AdmittedChunk poll = turn.poll();
    if (poll != null) {
      counts.applied(turn.instance(), poll.header().readEnd());
    }
  }
}
