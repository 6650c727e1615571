package io.dbintel.exporter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.ResultMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {

  @Test
  void printsALineForEachEventAndPoint() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (ConsoleSink sink = new ConsoleSink(out)) {
      sink.send(Signal.LOGS, Results.events(1));
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("m", 7))));
      ResultMetrics usage = Results.metrics("u", 3);
      usage.setResource(Results.tenantResource("umbrella"));
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(usage)));
      assertThat(sink.health()).isEqualTo(Health.up());
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .anyMatch(line -> line.contains("acme/orders db.server.top_query {"))
        .anyMatch(line -> line.endsWith("postgresql.commits{db.namespace=shop} 7 1"))
        .anyMatch(line -> line.endsWith(" umbrella postgresql.commits{db.namespace=shop} 3 1"))
        .anyMatch(line -> line.endsWith("postgresql.wal.age{} 0.5 s"));
  }
}
