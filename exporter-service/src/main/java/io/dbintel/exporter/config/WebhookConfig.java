package io.dbintel.exporter.config;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.Discriminator;
import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A URL to which events are posted as JSON.
 *
 * @param filter which events it gets
 * @param url where they are posted; its path and query are not shown in any message
 * @param headers request headers, for example Authorization
 * @param signingKey key of the HMAC-SHA256 signature of each request; without one there is none
 * @param delivery how requests are made
 */
@Discriminator("webhook")
public record WebhookConfig(
    @Setting(description = "Which events it gets.") FilterConfig filter,
    @Setting(description = "Where events are posted.", required = true) URI url,
    @Setting(description = "Request headers, for example Authorization.")
        Map<String, Secret> headers,
    @Setting(
            description =
                "Key of the HMAC-SHA256 signature in the header Dbintel-Signature; without a key"
                    + " there is no signature.")
        Optional<Secret> signingKey,
    @Setting(description = "How requests are made.") DeliveryConfig delivery)
    implements SinkConfig {

  /**
   * @throws IllegalArgumentException when the URL or a header cannot be used in a request
   */
  public WebhookConfig {
    headers = Map.copyOf(headers);
    HttpRules.checkAddress("url", url);
    HttpRules.checkHeaders(headers);
    HttpRules.checkSecrecy("url", url, headers, delivery);
  }

  /** Only events: a metric point is not a notification. */
  @Override
  public List<Signal> signals() {
    return List.of(Signal.LOGS);
  }

  @Override
  public int maxInFlight() {
    return delivery.maxInFlight();
  }
}
