package io.dbintel.exporter.otlp;

import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;

/** Gives the SDK's exporters our sender; found through the service loader. */
public final class ExchangeSenderProvider implements HttpSenderProvider {

  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    return new ExchangeSender(
        config.getEndpoint(),
        config.getContentType(),
        config.getConnectTimeout(),
        config.getTimeout(),
        config.getHeadersSupplier());
  }
}
