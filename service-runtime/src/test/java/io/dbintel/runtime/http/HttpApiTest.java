package io.dbintel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.http.HttpApi.BodyTooLargeException;
import io.dbintel.runtime.http.HttpApi.Request;
import io.dbintel.runtime.http.HttpApi.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
  private static final int MAX_BODY = 1_000;

  private final HttpApi api =
      HttpApi.start(
          "test", "test.port", "127.0.0.1", 0, Optional.empty(), MAX_BODY, HttpApiTest::echo);
  private final HttpClient client = HttpClient.newHttpClient();

  private static Response echo(Request request) throws IOException {
    try {
      String body = request.body();
      if (body.equals("fail")) {
        throw new IllegalStateException("a secret of the server");
      }
      String seen = request.method() + " " + request.path() + " " + request.query() + " " + body;
      return new Response(
          200, "text/plain", Map.of("X-Seen", String.valueOf(request.header("X-Sent"))), seen);
    } catch (BodyTooLargeException e) {
      return new Response(413, "text/plain", Map.of(), e.getMessage());
    }
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void handlerSeesMethodPathQueryHeadersAndBody() throws Exception {
    HttpResponse<String> answer = send("POST", "/a/b%2Fc?d=%20e", "body");
    assertThat(answer.body()).isEqualTo("POST /a/b%2Fc d=%20e body");
    assertThat(answer.headers().firstValue("X-Seen")).hasValue("here");
    assertThat(send("DELETE", "/x", "").body()).isEqualTo("DELETE /x  ");
    assertThat(send("HEAD", "/x", "").body()).isEmpty();
  }

  @Test
  void bodyThatIsTooLargeIsToldToOneThatSendsAllOfIt() throws Exception {
    assertThat(send("POST", "/", "x".repeat(MAX_BODY)).statusCode()).isEqualTo(200);
    assertThat(send("POST", "/", "x".repeat(MAX_BODY + 1)).statusCode()).isEqualTo(413);
    HttpResponse<String> large = send("POST", "/", "x".repeat(900_000));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("1000 bytes");
  }

  @Test
  void faultOfTheHandlerIsNotTold() throws Exception {
    HttpResponse<String> answer = send("POST", "/", "fail");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void clientThatStopsInTheMiddleOfABodyIsCutOff() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).as("the end of the stream").isEqualTo(-1);
    }
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
            .header("X-Sent", "here")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
