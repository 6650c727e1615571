package io.dbintel.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.config.MetricsConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.ServerRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsCollectorTest {

  @Test
  void sendsNoPointThatItCannotTellFromAnother() throws Exception {
    RecordingRun run = RecordingRun.of(instance(poll -> snapshot("a", "b", "a", "c")), "metrics");
    assertThat(run.values(MetricPoll.class).get(0).getGroups().get(0).getRows())
        .extracting(row -> row.getAttributes().get("name"))
        .containsExactly("b", "c");
    assertThat(run.remark()).contains("groups [standbys]", "same attributes").contains("be slow");
  }

  @Test
  void aPollThatFailsIsNotMadeAgain() throws Exception {
    List<Long> polls = new ArrayList<>();
    MonitoredInstance instance =
        instance(
            poll -> {
              polls.add(poll);
              if (polls.size() == 1) {
                throw new PollFailure("57014", "took too long", false, null);
              }
              return snapshot("a");
            });
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> RecordingRun.of(instance, "metrics")))
        .isInstanceOf(PollFailure.class);
    RecordingRun.of(instance, "metrics");
    assertThat(polls).containsExactly(0L, 1L);
  }

  private static MonitoredInstance instance(MetricSource source) {
    MetricsCollector collector =
        new MetricsCollector(
            new MetricsConfig(true, Duration.ofSeconds(10), List.of()),
            new RecordSource("acme/orders", "h2", "test", "localhost", 1),
            source);
    return new MonitoredInstance(List.of(collector), () -> {});
  }

  private static MetricSnapshot snapshot(String... names) {
    List<MetricRow> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(
          new MetricRow(
              Map.of("name", name),
              null,
              List.of(new MetricReading("h2.lag", Map.of(), (long) rows.size(), null)),
              null));
    }
    return new MetricSnapshot(
        new CounterEpoch("s", null, 1L),
        null,
        ServerRole.PRIMARY,
        5,
        List.of(new MetricGroup("standbys", 1L, 2L, rows)),
        List.of("metrics group sizes is said to be slow"));
  }
}
