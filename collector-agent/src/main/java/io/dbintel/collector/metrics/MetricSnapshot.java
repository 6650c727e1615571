package io.dbintel.collector.metrics;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.ServerRole;
import java.util.List;

/**
 * What one poll read.
 *
 * @param epoch counters that the readings belong to
 * @param timeline number that changes with every promotion; null where there is none
 * @param role role of the server in replication
 * @param clock database clock after the last query, microseconds since the Unix epoch
 * @param groups what each query read
 * @param remarks what a person should fix: queries that failed or are read less often
 */
public record MetricSnapshot(
    CounterEpoch epoch,
    Long timeline,
    ServerRole role,
    long clock,
    List<MetricGroup> groups,
    List<String> remarks) {

  public MetricSnapshot {
    groups = List.copyOf(groups);
    remarks = List.copyOf(remarks);
  }
}
