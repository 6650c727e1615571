package io.dbintel.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.embedded.FreePort;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.OtlpConfig;
import io.dbintel.exporter.http.HttpSink;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ExportStatus;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real backends accept our metrics. They are looked for on PATH and where {@code
 * system-tests/bin/fetch-receiver.sh} puts them; without them the tests are skipped.
 */
class RealReceiverTest {

  private static final String SERIES = "{__name__=~\"postgresql.commits.*\"}";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void victoriaMetricsTakesTheMetrics() throws Exception {
    int port = FreePort.find();
    Process server =
        start(
            "victoria-metrics",
            "-storageDataPath=" + directory.resolve("data"),
            "-search.latencyOffset=0s",
            "-httpListenAddr=127.0.0.1:" + port);
    try {
      awaitAnswer("http://127.0.0.1:" + port + "/health");
      send("http://127.0.0.1:" + port + "/opentelemetry");
      awaitSeries("http://127.0.0.1:" + port + "/prometheus/api/v1/series", "7");
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void prometheusTakesTheMetrics() throws Exception {
    assumeTakesOtlp("prometheus", "--web.enable-otlp-receiver");
    int port = FreePort.find();
    Path config = Files.writeString(directory.resolve("prometheus.yml"), "scrape_configs: []\n");
    Process server =
        start(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.enable-otlp-receiver",
            "--enable-feature=otlp-deltatocumulative",
            "--web.listen-address=127.0.0.1:" + port);
    try {
      awaitAnswer("http://127.0.0.1:" + port + "/-/ready");
      send("http://127.0.0.1:" + port + "/api/v1/otlp");
      awaitSeries("http://127.0.0.1:" + port + "/api/v1/series", "7");
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static void send(String endpoint) throws InterruptedException {
    String yaml =
        "kafka: { bootstrapServers: 'localhost:1' }\nsinks: { real: { type: otlp, endpoint: '%s' } }"
            .formatted(endpoint);
    OtlpConfig config =
        (OtlpConfig) ConfigLoader.parse(ExporterConfig.class, yaml).sinks().get("real");
    try (HttpSink sink =
        new HttpSink("real", config.delivery(), new OtlpFormat(config), Clock.systemUTC())) {
      List<SinkOutcome> outcomes =
          sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("m", 7))));
      assertThat(outcomes)
          .singleElement()
          .satisfies(
              outcome -> {
                assertThat(outcome.status()).isEqualTo(ExportStatus.ACCEPTED);
                assertThat(outcome.rejected()).isZero();
              });
    }
  }

  /** The series that the API has, and the value that a query returns. */
  private void awaitSeries(String seriesApi, String value) {
    String end = Long.toString(Results.NOW / 1_000_000 + 5);
    String start = Long.toString(Results.NOW / 1_000_000 - 5);
    String range = "&start=" + start + "&end=" + end;
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(get(seriesApi + "?match[]=" + SERIES + range))
                  .contains("\"shop\"")
                  .contains("db1.example:5432");
              String query = seriesApi.replaceAll("series$", "query_range");
              assertThat(get(query + "?query=" + SERIES + range + "&step=1"))
                  .contains("\"" + value + "\"");
            });
  }

  private void awaitAnswer(String url) {
    await().ignoreExceptions().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get(url));
  }

  private String get(String url) throws Exception {
    String encoded =
        url.replace("{", "%7B")
            .replace("}", "%7D")
            .replace("\"", "%22")
            .replace("[", "%5B")
            .replace("]", "%5D")
            .replace("~", "%7E");
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(encoded)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private Process start(String program, String... arguments) throws IOException {
    Optional<Path> found = find(program);
    assumeTrue(
        found.isPresent(),
        () ->
            "no " + program + " here; get one with system-tests/bin/fetch-receiver.sh " + program);
    ProcessBuilder builder = new ProcessBuilder(found.get().toString());
    builder.command().addAll(List.of(arguments));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  /** Debian builds Prometheus without its OTLP receiver. */
  private void assumeTakesOtlp(String program, String flag) throws Exception {
    Process help = start(program, "--help");
    help.waitFor();
    assumeTrue(
        Files.readString(directory.resolve("log")).contains(flag),
        () -> "this " + program + " was built without " + flag);
  }

  private static Optional<Path> find(String program) {
    Path fetched = Path.of("../system-tests/target/receiver", program, "usr/bin");
    Stream<Path> path = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    return Stream.concat(path, Stream.of(fetched))
        .map(folder -> folder.resolve(program).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }
}
