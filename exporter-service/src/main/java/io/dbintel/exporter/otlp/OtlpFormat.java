package io.dbintel.exporter.otlp;

import io.dbintel.exporter.config.OtlpConfig;
import io.dbintel.exporter.http.Acceptance;
import io.dbintel.exporter.http.OutgoingRequest;
import io.dbintel.exporter.http.RequestFormat;
import io.dbintel.exporter.mapping.ResultMapper;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Shortenings;
import io.dbintel.exporter.sink.Signal;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** OTLP/HTTP: protobuf requests to {@code /v1/logs} and {@code /v1/metrics}, always gzip. */
public final class OtlpFormat implements RequestFormat {

  /** A shorter header, such as a name of a data set, is no credential. */
  private static final int MIN_SECRET = 8;

  private final OtlpEncoder encoder = new OtlpEncoder();
  private final ResultMapper mapper;
  private final URI endpoint;
  private final URI logs;
  private final URI metrics;
  private final List<String> secrets;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  public OtlpFormat(OtlpConfig config) {
    mapper =
        new ResultMapper(config.identity(), config.eventNameAttribute(), config.recordLimits());
    endpoint = config.endpoint();
    String base = endpoint.toString().replaceAll("/+$", "");
    logs = URI.create(base + "/v1/logs");
    metrics = URI.create(base + "/v1/metrics");
    config.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    secrets = secrets(headers.values());
    headers.put("Content-Type", "application/x-protobuf");
    headers.put("Content-Encoding", "gzip");
  }

  @Override
  public URI destination() {
    return endpoint;
  }

  @Override
  public String receiver() {
    return "OTLP/HTTP receiver";
  }

  @Override
  public String addressSetting() {
    return "endpoint";
  }

  @Override
  public OutgoingRequest encode(Signal signal, List<ResultItem> items) {
    Shortenings shortenings = new Shortenings();
    byte[] body =
        signal == Signal.LOGS
            ? encoder.logs(items.stream().map(item -> log(item, shortenings)).toList())
            : encoder.metrics(
                items.stream().flatMap(item -> metrics(item, shortenings).stream()).toList());
    return new OutgoingRequest(
        signal == Signal.LOGS ? logs : metrics, headers, body, shortenings.counts());
  }

  /** An OTLP response is protobuf or JSON, or has no body; a web page is somebody else's. */
  @Override
  public boolean plausible(String contentType) {
    return !contentType.strip().toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  @Override
  public Acceptance acceptance(byte[] body) {
    Acceptance said = PartialSuccess.parse(body);
    return new Acceptance(said.rejected(), masked(said.message()));
  }

  /** A credential that the destination repeats does not get into topics or logs. */
  @Override
  public String refusal(byte[] body) {
    return masked(PartialSuccess.failure(body));
  }

  /** Whole values, and their words: a destination may repeat a key without its scheme. */
  private static List<String> secrets(Collection<String> values) {
    return values.stream()
        .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split("[\\s,;=]+"))))
        .filter(value -> value.length() >= MIN_SECRET)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .distinct()
        .toList();
  }

  private String masked(String said) {
    String masked = said;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }

  private LogRecordData log(ResultItem item, Shortenings shortenings) {
    return mapper.log(((ResultItem.Event) item).event(), shortenings);
  }

  private List<MetricData> metrics(ResultItem item, Shortenings shortenings) {
    return mapper.metrics(((ResultItem.Metrics) item).metrics(), shortenings);
  }
}
