package io.dbintel.collector.poll;

import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.PollRun;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Lets tests of other packages see what a run emitted. */
public final class PollRuns {

  private PollRuns() {}

  public static PollRun recorded(boolean last, long fullPollsWanted, boolean spooling) {
    return new RunningPoll(last, fullPollsWanted, Set.of(), spooling, new RecordEncoder(), 1_000);
  }

  public static DeliveryListener delivery(PollRun run) {
    return ((RunningPoll) run).delivery();
  }

  public static Map<String, Integer> attempts(PollRun run) {
    return ((RunningPoll) run).attempts();
  }

  public static String remark(PollRun run) {
    return ((RunningPoll) run).remark();
  }

  public static List<SpecificRecord> decoded(PollRun run) {
    AvroDeserializer<SpecificRecord> reader = new AvroDeserializer<>(new BundledSchemaRegistry());
    return ((RunningPoll) run)
        .records().stream()
            .map(record -> reader.deserialize("dbintel.raw", record.value()))
            .toList();
  }
}
