package io.dbintel.exporter.config;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.Discriminator;
import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An OTLP/HTTP backend.
 *
 * @param signals what it gets
 * @param filter which results of those
 * @param preset a backend known by name, instead of an endpoint
 * @param endpoint base URL, to which /v1/logs and /v1/metrics are added
 * @param headers request headers, for example api-key
 * @param identity how service.instance.id names a server
 * @param limits what the backend takes of a record
 * @param delivery how requests are made
 */
@Discriminator("otlp")
public record OtlpConfig(
    @Setting(
            description = "What it gets: logs, metrics.",
            defaultValue = "[logs, metrics]",
            min = "1")
        List<Signal> signals,
    @Setting(description = "Which results it gets.") FilterConfig filter,
    @Setting(description = "newrelic_us, newrelic_eu or newrelic_fedramp instead of an endpoint.")
        EndpointPreset preset,
    @Setting(description = "Base URL; /v1/logs and /v1/metrics are added.") URI endpoint,
    @Setting(description = "Request headers, for example api-key.") Map<String, Secret> headers,
    @Setting(
            description = "How service.instance.id names a server: hostport or uuid5.",
            defaultValue = "hostport")
        ServiceIdentity identity,
    @Setting(description = "What it takes of a record; what is longer is shortened and marked.")
        LimitsConfig limits,
    @Setting(description = "How requests are made.") DeliveryConfig delivery)
    implements SinkConfig {

  /**
   * Takes the preset's endpoint where there is one.
   *
   * @throws IllegalArgumentException when it is not clear where the backend is, or it cannot be
   *     reached in this way
   */
  public OtlpConfig {
    headers = Map.copyOf(headers);
    signals = List.copyOf(signals);
    if ((endpoint == null) == (preset == null)) {
      throw new IllegalArgumentException(
          "either an endpoint, for example https://collector.example:4318, or a preset, for example"
              + " newrelic_eu");
    }
    endpoint = preset == null ? endpoint : preset.endpoint();
    HttpRules.checkAddress("endpoint", endpoint);
    HttpRules.checkHeaders(headers);
    HttpRules.checkSecrecy("endpoint", endpoint, headers, delivery);
  }

  @Override
  public int maxInFlight() {
    return delivery.maxInFlight();
  }

  /** What the backend takes of a record. */
  public RecordLimits recordLimits() {
    return limits.orOf(preset == null ? LimitsPreset.OTLP : LimitsPreset.NEWRELIC);
  }

  /**
   * Whether the event name is sent as attribute event.name, too: New Relic reads OTLP 1.4, which
   * has no field for it.
   */
  public boolean eventNameAttribute() {
    return preset != null;
  }
}
