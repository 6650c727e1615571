package io.dbintel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.runtime.http.HttpEndpoint.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that connect and then do nothing, or half of something. */
class IdleConnectionsTest {

  private static final int CLIENTS = 120;

  /** More than the operating system buffers for a client that does not read. */
  private static final Answer LARGE = new Answer(200, "text/plain", "x".repeat(16_000_000));

  private final HttpEndpoint endpoint =
      HttpEndpoint.start(
          "test",
          "http.testPort",
          "127.0.0.1",
          0,
          Map.of(
              "/ok", () -> new Answer(200, "text/plain", "ok"),
              "/large", () -> LARGE));
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    endpoint.close();
  }

  @Test
  void silentClientsDoNotKeepARequestWaiting() throws Exception {
    connect(CLIENTS, "");
    assertAnswersAtOnce();
  }

  @Test
  void halfSentRequestsDoNotKeepARequestWaitingAndAreCutOff() throws Exception {
    connect(CLIENTS, "GET /ok HTTP/1.1\r\nHost: x\r\nX-Half: ");
    assertAnswersAtOnce();
    Socket first = sockets.get(0);
    first.setSoTimeout(100);
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> first.getInputStream().read() < 0);
  }

  @Test
  void clientsThatDoNotReadTheirAnswerDoNotKeepARequestWaiting() throws Exception {
    connect(CLIENTS / 15, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    assertAnswersAtOnce();
  }

  private void connect(int clients, String sent) throws IOException {
    for (int i = 0; i < clients; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      sockets.add(socket);
    }
  }

  private void assertAnswersAtOnce() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/ok"))
            .timeout(Duration.ofSeconds(2))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .isEqualTo("ok");
  }
}
