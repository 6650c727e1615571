package io.dbintel.collector;

import io.dbintel.collector.poll.PollRuns;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Runs a collector once and keeps what it emitted. */
public final class RecordingRun {

  private final PollRun run;

  private RecordingRun(PollRun run) {
    this.run = run;
  }

  /** One poll of the collector with the name. */
  public static RecordingRun of(MonitoredInstance instance, String collector) throws PollFailure {
    return of(instance, collector, false, 0, false);
  }

  /** One poll under the given circumstances. */
  public static RecordingRun of(
      MonitoredInstance instance,
      String collector,
      boolean last,
      long fullPollsWanted,
      boolean spooling)
      throws PollFailure {
    Collector found =
        instance.collectors().stream()
            .filter(candidate -> candidate.name().equals(collector))
            .findFirst()
            .orElseThrow();
    PollRun run = PollRuns.recorded(last, fullPollsWanted, spooling);
    found.collect(run);
    return new RecordingRun(run);
  }

  /** As if the poll waited to be sent. */
  public void handOver() {
    PollRuns.delivery(run).handedOver();
  }

  /** As if the broker had everything. */
  public void acknowledge() {
    handOver();
    PollRuns.delivery(run).acknowledged();
  }

  /** As if the poll had gone to the spool. */
  public void spool() {
    handOver();
    PollRuns.delivery(run).deliveryUnknown();
  }

  public PollRun poll() {
    return run;
  }

  public String remark() {
    return PollRuns.remark(run);
  }

  public <T extends SpecificRecord> List<T> values(Class<T> type) {
    return PollRuns.decoded(run).stream().filter(type::isInstance).map(type::cast).toList();
  }

  public List<StatementRow> rows() {
    return values(StatementPollChunk.class).stream()
        .flatMap(chunk -> chunk.getRows().stream())
        .toList();
  }
}
