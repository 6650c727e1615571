package io.dbintel.streams;

import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTextReader;
import io.dbintel.streams.operator.TenantOperator;
import java.util.List;

/**
 * The operators of a topology, each list in the order in which they decide.
 *
 * @param instance decisions about an instance: before its statement rows, and again after
 * @param keyed decisions about what has a key inside an instance, each with a store of its own
 * @param statement decisions about a statement row
 * @param texts finds the text of a statement row
 * @param tenant decisions about a tenant
 */
public record Operators(
    List<InstanceOperator<?>> instance,
    List<KeyedOperator<?, ?>> keyed,
    List<StatementOperator<?>> statement,
    StatementTextReader texts,
    List<TenantOperator<?>> tenant) {

  public Operators {
    instance = List.copyOf(instance);
    keyed = List.copyOf(keyed);
    statement = List.copyOf(statement);
    tenant = List.copyOf(tenant);
  }
}
