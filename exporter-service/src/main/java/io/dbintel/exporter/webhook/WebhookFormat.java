package io.dbintel.exporter.webhook;

import io.dbintel.exporter.config.WebhookConfig;
import io.dbintel.exporter.http.OutgoingRequest;
import io.dbintel.exporter.http.RequestFormat;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events as a JSON array, not compressed, since few receivers take compressed requests and the
 * signature is about the body as it is received.
 */
public final class WebhookFormat implements RequestFormat {

  private static final String SIGNATURE = "Dbintel-Signature";

  private final URI url;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Optional<HmacSignature> signature;

  public WebhookFormat(WebhookConfig config) {
    url = config.url();
    config.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    headers.put("Content-Type", "application/cloudevents-batch+json; charset=utf-8");
    signature = config.signingKey().map(HmacSignature::new);
  }

  @Override
  public URI destination() {
    return url;
  }

  @Override
  public String receiver() {
    return "webhook";
  }

  @Override
  public String addressSetting() {
    return "url";
  }

  @Override
  public OutgoingRequest encode(Signal signal, List<ResultItem> items) {
    byte[] body =
        CloudEvents.encode(
            items.stream().map(ResultItem.Event.class::cast).map(ResultItem.Event::event).toList());
    Map<String, String> all = new HashMap<>(headers);
    signature.ifPresent(hmac -> all.put(SIGNATURE, hmac.of(body)));
    return new OutgoingRequest(url, all, body, new TreeMap<>());
  }
}
