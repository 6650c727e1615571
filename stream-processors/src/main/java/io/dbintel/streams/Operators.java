package io.dbintel.streams;

import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTextReader;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.records.VerifiedOutcome;
import java.util.List;

/**
 * The operators of a topology, each list in the order in which they decide.
 *
 * @param instance decisions about an instance: before its statement rows, and again after
 * @param keyed decisions about what has a key inside an instance, each with a store of its own
 * @param statement decisions about a statement row
 * @param texts finds the text of a statement row
 * @param tenant decisions about a tenant, from its usage
 * @param export decisions about a tenant, from what became of its results
 */
public record Operators(
    List<InstanceOperator<?>> instance,
    List<KeyedOperator<?, ?>> keyed,
    List<StatementOperator<?>> statement,
    StatementTextReader texts,
    List<TenantOperator<TenantUsage, ?>> tenant,
    List<TenantOperator<VerifiedOutcome, ?>> export) {

  public Operators {
    instance = List.copyOf(instance);
    keyed = List.copyOf(keyed);
    statement = List.copyOf(statement);
    tenant = List.copyOf(tenant);
    export = List.copyOf(export);
  }
}
