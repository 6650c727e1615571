package io.dbintel.collector.metrics;

import io.dbintel.collector.config.MetricsConfig;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import java.time.Duration;
import java.util.List;

/** Metrics of the server and its databases, as records of bounded size. */
public final class MetricsCollector implements Collector {

  private final MetricsConfig config;
  private final RecordSource source;
  private final MetricSource metrics;
  private long polls;

  /** A collector of what the source reads. */
  public MetricsCollector(MetricsConfig config, RecordSource source, MetricSource metrics) {
    this.config = config;
    this.source = source;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public Duration interval() {
    return config.interval();
  }

  @Override
  public void collect(PollRun run) throws PollFailure {
    // a poll that fails is over, too: what made it fail must not be due again at once
    MetricSnapshot snapshot = metrics.read(polls++);
    run.recordDatabaseClock(snapshot.clock());
    run.countRows(snapshot.groups().stream().mapToInt(group -> group.getRows().size()).sum());
    snapshot.remarks().forEach(run::remark);
    DistinctRows distinct = DistinctRows.of(snapshot.groups());
    if (!distinct.ambiguous().isEmpty()) {
      run.remark(
          "rows of metrics groups "
              + distinct.ambiguous()
              + " have the same attributes and are left out; give what they describe distinct"
              + " names");
    }
    List<List<MetricGroup>> parts = MetricParts.of(distinct.groups());
    for (int i = 0; i < parts.size(); i++) {
      run.emit(record(snapshot, i, parts.size(), parts.get(i)));
    }
  }

  private MetricPoll record(MetricSnapshot read, int part, int parts, List<MetricGroup> groups) {
    return MetricPoll.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setSeq(polls)
        .setPart(part)
        .setParts(parts)
        .setEpoch(read.epoch())
        .setTimeline(read.timeline())
        .setRole(read.role())
        .setGroups(groups)
        .build();
  }
}
