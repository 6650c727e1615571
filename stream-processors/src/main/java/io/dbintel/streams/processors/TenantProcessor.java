package io.dbintel.streams.processors;

import io.dbintel.schemas.avro.Command;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.operator.TenantTurn;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Owns what is remembered of tenants: for each record it reads the tenant's value once, lets the
 * tenant operators decide, writes the value once if a part changed, and forwards insights and
 * commands.
 *
 * @param <R> what it takes: increments of usage, or outcomes of exports
 */
public final class TenantProcessor<R> extends ContextualProcessor<String, R, String, Object> {

  /** Store of what is remembered of tenants' usage: tenant → sections. */
  public static final String TENANTS = "tenants";

  /** Store of what is remembered of tenants' exports: tenant → sections. */
  public static final String EXPORTS = "exports";

  private final String name;
  private final List<TenantOperator<R, ?>> operators;
  private final OperatorCounts counts;
  private final String results;
  private final String commands;
  private final int maxTenants;
  private KeyValueStore<String, byte[]> store;
  private int tenants;

  /**
   * Runs the operators in the order of the list.
   *
   * @param name name of its store and in its metrics
   * @param maxTenants tenants that are remembered; records of further ones are held back
   * @param results node that takes insights
   * @param commands node that takes commands; null when none are written
   */
  public TenantProcessor(
      String name,
      List<TenantOperator<R, ?>> operators,
      OperatorCounts counts,
      int maxTenants,
      String results,
      String commands) {
    this.name = name;
    this.operators = operators;
    this.counts = counts;
    this.maxTenants = maxTenants;
    this.results = results;
    this.commands = commands;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    store = context.getStateStore(name);
    tenants = 0;
    try (KeyValueIterator<String, byte[]> values = store.all()) {
      while (values.hasNext()) {
        values.next();
        tenants++;
      }
    }
  }

  @Override
  public void process(Record<String, R> record) {
    String tenant = record.key();
    TenantTurn<R> turn = new TenantTurn<>(tenant, record.timestamp(), record.value());
    SectionedState state = SectionedState.of(store.get(tenant));
    boolean known = !state.isEmpty();
    if (!known && tenants >= maxTenants) {
      counts.in(name, 1);
      counts.held(name, "too_many_tenants", 1);
      return;
    }
    for (TenantOperator<R, ?> operator : operators) {
      decide(operator, state, turn);
    }
    if (state.isEmpty()) {
      store.delete(tenant);
    } else if (state.changed()) {
      store.put(tenant, state.toBytes());
    }
    tenants += (state.isEmpty() ? 0 : 1) - (known ? 1 : 0);
    for (Insight insight : turn.insights()) {
      context().forward(new Record<>(tenant, insight, record.timestamp()), results);
    }
    if (commands != null) {
      for (Command command : turn.commands()) {
        context().forward(new Record<>(tenant, command, record.timestamp()), commands);
      }
    }
  }

  private <S> void decide(TenantOperator<R, S> operator, SectionedState state, TenantTurn<R> turn) {
    state.put(operator.part(), operator.decide(state.get(operator.part()), turn));
    counts.in(operator.name(), 1);
    String held = turn.takeHeld();
    if (held == null) {
      counts.out(operator.name(), 1);
    } else {
      counts.held(operator.name(), held, 1);
    }
  }
}
