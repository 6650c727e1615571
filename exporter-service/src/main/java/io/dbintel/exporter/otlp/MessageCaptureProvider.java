package io.dbintel.exporter.otlp;

import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;

/** Gives the SDK's exporters a sender that only keeps the message; found by the service loader. */
public final class MessageCaptureProvider implements HttpSenderProvider {

  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    return new MessageCapture();
  }
}
