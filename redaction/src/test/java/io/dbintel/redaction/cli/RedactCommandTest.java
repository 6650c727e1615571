package io.dbintel.redaction.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RedactCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringWriter errors = new StringWriter();
  private int exitCode;

  @Test
  void answersAStatement() throws IOException {
    JsonNode answer =
        redact(
                "{\"id\":1,\"dialect\":\"postgresql\",\"text\":\"SELECT 'secret' FROM t"
                    + " /*user='jane%40example.com',route='%2Fx'*/\"}")
            .get(0);

    assertThat(answer)
        .isEqualTo(
            JSON.readTree(
                """
                {"id":1,"text":"SELECT ? FROM t","fingerprint":"%s","summary":"SELECT t",
                 "operation":"SELECT","collections":["t"],"tags":{"route":"/x","user":"<EMAIL>"},
                 "truncated":false,"malformed":false,"detections":[]}
                """
                    .formatted(answer.get("fingerprint").asText())));
    assertThat(answer.get("fingerprint").asText()).matches("[0-9a-f]{16}");
  }

  @Test
  void answersATextWithPositionsInTheInput() throws IOException {
    JsonNode answer =
        redact("{\"id\":\"a\",\"text\":\"😀 mail jane@example.com\"}", "--kind", "text").get(0);

    assertThat(answer.get("text").asText()).isEqualTo("😀 mail <EMAIL>");
    assertThat(answer.get("detections"))
        .isEqualTo(JSON.readTree("[{\"type\":\"EMAIL\",\"start\":8,\"end\":24}]"));
    assertThat(answer.get("fingerprint").isNull()).isTrue();
  }

  @Test
  void answersAPlan() throws IOException {
    JsonNode answer =
        redact(
                "{\"id\":null,\"kind\":\"plan\",\"text\":\"  Filter: (a ="
                    + " 'x')\",\"dialect\":\"mariadb\"}")
            .get(0);

    assertThat(answer.get("text").asText()).isEqualTo("  Filter: (a = ?)");
    assertThat(answer.get("fingerprint").asText()).hasSize(16);
  }

  @Test
  void keepsTheOrderAndStopsAtNothing() throws IOException {
    List<JsonNode> answers =
        redact(
            """
            {"id":1,"text":"select 1"}
            this is 'secret' and not JSON

            ["secret"]
            {"id":2,"text":17}
            {"id":3,"text":"x","kind":"secret"}
            {"id":4,"text":"x","dialect":"secret"}
            {"id":6,"text":"x","language":"secret"}
            {"id":5,"text":"select 2"}
            """);

    assertThat(answers).hasSize(9);
    assertThat(answers.get(0).get("text").asText()).isEqualTo("select ?");
    assertThat(answers.subList(1, 8)).allMatch(answer -> answer.has("error"));
    assertThat(answers.toString()).doesNotContain("secret");
    assertThat(answers.get(4).get("id").asInt()).isEqualTo(2);
    assertThat(answers.get(8).get("text").asText()).isEqualTo("select ?");
  }

  @Test
  void masksAsAsked(@TempDir Path directory) throws IOException {
    String line = "{\"id\":1,\"text\":\"jane@example.com\"}";
    Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef0123456789abcdef\n");

    assertThat(redact(line, "--kind=text", "--mask=hmac", "--hmac-key-file=" + key).toString())
        .containsPattern("<EMAIL:k1-[A-Z2-7]{10}>");
    assertThat(redact(line, "--kind=text", "--mask=keep_format").get(0).get("text").asText())
        .isEqualTo("xxxx@xxxxxxx.xxx");
    assertThat(redact(line, "--kind=text", "--sensitivity=low").get(0).get("text").asText())
        .isEqualTo("jane@example.com");
  }

  @Test
  void usesTheConventionsOfAProfile() throws IOException {
    String line = "{\"id\":1,\"text\":\"SELECT  $1, 'x'\",\"dialect\":\"postgres\"}";

    assertThat(redact(line, "--profile", "pg_stat_statements").get(0).get("text").asText())
        .isEqualTo("SELECT  $1, $2");
  }

  @Test
  void refusesHmacWithoutAKey() throws IOException {
    assertThat(redact("", "--mask", "hmac")).isEmpty();
    assertThat(exitCode).isEqualTo(2);
    assertThat(errors.toString()).contains("no hmacKey is configured");
  }

  @Test
  void refusesAnUnknownLanguageOrKind() throws IOException {
    assertThat(redact("", "--language", "db2")).isEmpty();
    assertThat(exitCode).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--language")
        .contains("'db2' is not a query language; give one of postgresql, mysql,");

    assertThat(redact("", "--kind", "prose")).isEmpty();
    assertThat(exitCode).isEqualTo(2);
    assertThat(errors.toString()).contains("'prose' is not a kind of text; give one of statement");
  }

  @Test
  void answersACommandOfAnotherLanguage() throws IOException {
    String line = "{\"id\":1,\"language\":\"redis_command\",\"text\":\"SET user:1 secret EX 60\"}";

    assertThat(redact(line, "--profile=datadog").get(0))
        .isEqualTo(redact(line.replace("language", "dialect")).get(0))
        .isEqualTo(redact(line.replace("redis_command", "redis"), "--kind=sql").get(0));
    JsonNode answer = redact(line).get(0);
    assertThat(answer.get("text").asText()).isEqualTo("SET ? ? EX ?");
    assertThat(answer.get("summary").asText()).isEqualTo("SET");
  }

  @Test
  void answersAnIdentifier() throws IOException {
    String line = "{\"id\":1,\"text\":\"10.0.0.1/jane@example.com\"}";

    assertThat(redact(line, "--kind", "identifier").get(0).get("text").asText())
        .isEqualTo("10.0.0.1/<EMAIL>");
  }

  @Test
  void refusesPlansOfLanguagesOtherThanSql() throws IOException {
    String line = "{\"id\":7,\"kind\":\"plan\",\"text\":\"{\\\"stage\\\":1}\"}";

    JsonNode answer = redact(line, "--language=mongodb_command").get(0);
    assertThat(answer.get("id").asInt()).isEqualTo(7);
    assertThat(answer.get("error").asText()).contains("mongodb_command cannot be masked");
  }

  private List<JsonNode> redact(String input, String... options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandLine command =
        RedactCommand.commandLine(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out);
    exitCode = command.setErr(new PrintWriter(errors, true)).execute(options);
    List<JsonNode> answers = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }
}
