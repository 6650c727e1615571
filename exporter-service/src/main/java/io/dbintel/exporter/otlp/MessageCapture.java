package io.dbintel.exporter.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Takes the encoded message that an exporter of the SDK would send, compresses it and leaves it
 * with the calling thread. Nothing is sent.
 */
final class MessageCapture implements HttpSender {

  private static final ThreadLocal<byte[]> LAST = new ThreadLocal<>();
  private static final HttpResponse SUCCESS = new Success();

  /**
   * The message of this thread's last export, compressed with gzip; forgets it.
   *
   * @throws IllegalStateException when the exporter encoded nothing
   */
  static byte[] takeLast() {
    byte[] last = LAST.get();
    LAST.remove();
    if (last == null) {
      throw new IllegalStateException(
          "the OpenTelemetry exporter encoded nothing; expected it to call HttpSender on the"
              + " calling thread");
    }
    return last;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getContentLength() / 4 + 64);
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        message.writeMessage(gzip);
      }
      LAST.set(bytes.toByteArray());
      onResponse.accept(SUCCESS);
    } catch (IOException e) {
      onError.accept(e);
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  private record Success() implements HttpResponse {
    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public String getStatusMessage() {
      return "OK";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }
}
