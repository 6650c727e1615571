package io.dbintel.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.ConfigProblem;
import io.dbintel.runtime.config.JsonSchemaExport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkConfigTest {

  @Test
  void theTypeChoosesTheRecord() {
    assertThat(sink("type: otlp, preset: newrelic_eu")).isInstanceOf(OtlpConfig.class);
    assertThat(sink("type: webhook, url: 'https://h.example/x'")).isInstanceOf(WebhookConfig.class);
    assertThat(sink("type: file")).isInstanceOf(FileConfig.class);
    assertThat(sink("type: console")).isInstanceOf(ConsoleConfig.class);
    assertThat(sink("type: prometheus")).isInstanceOf(PrometheusConfig.class);
  }

  @Test
  void everyTypeHasDefaults() {
    OtlpConfig otlp = (OtlpConfig) sink("type: otlp, preset: newrelic_eu");
    assertThat(otlp.endpoint()).isEqualTo(URI.create("https://otlp.eu01.nr-data.net"));
    assertThat(otlp.eventNameAttribute()).isTrue();
    assertThat(otlp.delivery().maxBatchBytes().bytes()).isEqualTo(900_000);
    assertThat(otlp.delivery().ageWindow().past()).isEqualTo(Duration.ofHours(47));
    assertThat(otlp.maxInFlight()).isEqualTo(2);
    assertThat(otlp.filter()).isEqualTo(new FilterConfig(List.of(), List.of()));
    WebhookConfig webhook = (WebhookConfig) sink("type: webhook, url: 'https://h.example/x'");
    assertThat(webhook.signingKey()).isEmpty();
    assertThat(webhook.signals()).containsExactly(Signal.LOGS);
    assertThat(webhook.maxInFlight()).isEqualTo(2);
    FileConfig file = (FileConfig) sink("type: file");
    assertThat(file.directory()).isEqualTo(Path.of("dbintel-export"));
    assertThat(file.maxInFlight()).isEqualTo(1);
    PrometheusConfig prometheus = (PrometheusConfig) sink("type: prometheus");
    assertThat(prometheus.port()).isEqualTo(9187);
    assertThat(prometheus.signals()).containsExactly(Signal.METRICS);
  }

  @Test
  void everyTypeHasAFilter() {
    for (String type :
        List.of(
            "otlp, preset: newrelic_us",
            "webhook, url: 'http://h'",
            "file",
            "console",
            "prometheus")) {
      SinkConfig sink = sink("type: " + type + ", filter: { events: [db.*], tenants: [acme] }");
      assertThat(sink.filter()).isEqualTo(new FilterConfig(List.of("db.*"), List.of("acme")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "colour: 1 | sinks.a.type | nothing",
        "type: kafka | sinks.a.type | 'kafka'",
        "type: console, directory: x | sinks.a.directory | a setting of type: file",
        "type: file, headers: {} | sinks.a.headers | a setting of type: otlp, webhook",
        "type: prometheus, signals: [logs] | sinks.a.signals | a setting of type: otlp, file,"
            + " console",
        "type: otlp, preset: newrelic_eu, retry: {} | sinks.a.retry | an unknown key",
        "type: otlp, preset: newrelic_eu, delivery: { maxInFlight: 0 } |"
            + " sinks.a.delivery.maxInFlight | '0'",
        "type: otlp, preset: newrelic_eu, signals: [] | sinks.a.signals | 0 entries",
        "type: webhook | sinks.a.url | nothing",
      })
  void aProblemIsNamedWithItsPath(String settings, String path, String found) {
    assertThat(problems(settings))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.found()).isEqualTo(found);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "type: otlp | either an endpoint",
        "type: otlp, endpoint: 'http://h', preset: newrelic_eu | either an endpoint",
        "type: otlp, endpoint: 'ftp://h' | endpoint: an http or https URL",
        "type: otlp, endpoint: 'localhost:4318' | endpoint: an http or https URL",
        "type: webhook, url: 'https:///hook' | url: an http or https URL",
        "type: webhook, url: 'https://h', headers: { Host: x } | Host is not such a header",
        "type: otlp, endpoint: 'http://h', headers: { 'a b': x } | a b is not such a header",
        "type: otlp, endpoint: 'http://h', headers: { api-key: x } | endpoint: an https URL",
        "type: webhook, url: 'http://10.0.0.1/x', headers: { a: x } | delivery.plaintextSecrets",
      })
  void settingsThatCannotWorkAreRefused(String settings, String allowed) {
    assertThat(problems(settings))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("sinks.a");
              assertThat(problem.allowed()).contains(allowed);
            });
  }

  @Test
  void headersGoWithoutTlsOnlyToThisHostOrWhenAllowed() {
    for (String settings :
        List.of(
            "type: otlp, endpoint: 'http://localhost:4318', headers: { a: x }",
            "type: otlp, endpoint: 'http://127.0.0.1:4318', headers: { a: x }",
            "type: otlp, endpoint: 'http://[::1]:4318', headers: { a: x }",
            "type: otlp, endpoint: 'https://h', headers: { a: x }",
            "type: otlp, endpoint: 'http://h'",
            "type: otlp, endpoint: 'http://h', headers: { a: x },"
                + " delivery: { plaintextSecrets: true }")) {
      assertThat(sink(settings)).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "caFile: pom.xml | tls.caFile: a PEM file with BEGIN CERTIFICATE; pom.xml holds no",
        "caFile: no-such.crt | tls.caFile: a file that this service may read; no-such.crt gave",
        "certificateFile: pom.xml | tls.certificateFile and tls.keyFile together",
        "keyFile: pom.xml, certificateFile: pom.xml | tls.keyFile: a PEM file with BEGIN PRIVATE",
      })
  void filesThatCannotBeUsedForTlsAreRefusedAtStart(String tls, String allowed) {
    assertThat(problems("type: otlp, preset: newrelic_eu, delivery: { tls: { " + tls + " } }"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("sinks.a.delivery.tls");
              assertThat(problem.allowed()).contains(allowed);
            });
  }

  @Test
  void secretsAreNotShown() {
    SinkConfig sink =
        sink("type: webhook, url: 'https://h', headers: { a: s3cret }, signingKey: s3cret");
    assertThat(sink.toString()).doesNotContain("s3cret");
  }

  @Test
  void theExampleIsValidWithAllItsSinks() throws IOException {
    String yaml =
        Files.readString(Path.of("src/main/dist/config/exporter.example.yaml"))
            .replace("${env:NEW_RELIC_LICENSE_KEY}", "key")
            .replace("${env:WEBHOOK_SIGNING_KEY}", "key")
            .replaceAll("(?m)^  # ", "  ");
    Map<String, SinkConfig> sinks = ConfigLoader.parse(ExporterConfig.class, yaml).sinks();
    assertThat(sinks.values())
        .extracting(Object::getClass)
        .contains(SinkConfig.class.getPermittedSubclasses());
  }

  @Test
  void theProductionOverlayLetsProbesIn() {
    ExporterConfig production =
        ConfigLoader.load(
            ExporterConfig.class,
            List.of(
                Path.of("../deploy/configs/exporter.yaml"),
                Path.of("../deploy/configs/exporter.production.yaml")));
    assertThat(production.http().bindAddress()).isEqualTo("0.0.0.0");
    assertThat(ConfigLoader.parse(ExporterConfig.class, yaml("type: console")).http().bindAddress())
        .isEqualTo("127.0.0.1");
    assertThat(((PrometheusConfig) sink("type: prometheus")).bindAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void theSchemaHasAnAlternativeForEachType() throws JsonProcessingException {
    JsonNode schema = new ObjectMapper().readTree(JsonSchemaExport.of(ExporterConfig.class));
    assertThat(schema.at("/properties/sinks/additionalProperties/oneOf"))
        .extracting(alternative -> alternative.at("/properties/type/const").asText())
        .containsExactly("otlp", "webhook", "file", "console", "prometheus");
  }

  private static SinkConfig sink(String settings) {
    return ConfigLoader.parse(ExporterConfig.class, yaml(settings)).sinks().get("a");
  }

  private static List<ConfigProblem> problems(String settings) {
    return catchThrowableOfType(ConfigException.class, () -> sink(settings)).problems();
  }

  private static String yaml(String settings) {
    return "kafka: { bootstrapServers: 'localhost:1' }\nsinks: { a: { " + settings + " } }\n";
  }
}
