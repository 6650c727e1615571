package io.dbintel.streams.processors;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.TenantUsage;
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
 * Owns what is remembered of tenants: for each increment of an instance it reads the tenant's value
 * once, lets the tenant operators decide, writes the value once if a part changed, and forwards
 * insights and commands.
 */
public final class TenantProcessor
    extends ContextualProcessor<String, TenantUsage, String, Object> {

  /** Store of the tenants' values: tenant → sections. */
  public static final String TENANTS = "tenants";

  private final List<TenantOperator<?>> operators;
  private final OperatorCounts counts;
  private final String results;
  private final String commands;
  private final int maxTenants;
  private KeyValueStore<String, byte[]> store;
  private int tenants;

  /**
   * Runs the operators in the order of the list.
   *
   * @param maxTenants tenants that are remembered; the usage of further ones is held back
   * @param results node that takes insights
   * @param commands node that takes commands; null when none are written
   */
  public TenantProcessor(
      List<TenantOperator<?>> operators,
      OperatorCounts counts,
      int maxTenants,
      String results,
      String commands) {
    this.operators = operators;
    this.counts = counts;
    this.maxTenants = maxTenants;
    this.results = results;
    this.commands = commands;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    store = context.getStateStore(TENANTS);
    tenants = 0;
    try (KeyValueIterator<String, byte[]> values = store.all()) {
      while (values.hasNext()) {
        values.next();
        tenants++;
      }
    }
  }

  @Override
  public void process(Record<String, TenantUsage> record) {
    String tenant = record.key();
    TenantTurn turn = new TenantTurn(tenant, record.timestamp(), record.value());
    SectionedState state = SectionedState.of(store.get(tenant));
    boolean known = !state.isEmpty();
    if (!known && tenants >= maxTenants) {
      counts.in(TENANTS, 1);
      counts.held(TENANTS, "too_many_tenants", 1);
      return;
    }
    for (TenantOperator<?> operator : operators) {
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

  private <S> void decide(TenantOperator<S> operator, SectionedState state, TenantTurn turn) {
    state.put(operator.part(), operator.decide(state.get(operator.part()), turn));
    counts.in(operator.name(), 1);
    counts.out(operator.name(), 1);
  }
}
