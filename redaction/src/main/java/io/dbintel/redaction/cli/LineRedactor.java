package io.dbintel.redaction.cli;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.pii.PiiResult;
import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.plan.MaskedPlan;
import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.redaction.sql.OutputProfile;
import io.dbintel.redaction.sql.SqlNormalizer;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.Optional;
import java.util.TreeMap;

/** Answers one line of JSON with one line of JSON. No error repeats anything of the line. */
final class LineRedactor {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .build())
          .build();

  private final TextKind kind;
  private final QueryLanguage language;
  private final OutputProfile profile;
  private final PiiScanner scanner;

  LineRedactor(TextKind kind, QueryLanguage language, OutputProfile profile, PiiScanner scanner) {
    this.kind = kind;
    this.language = language;
    this.profile = profile;
    this.scanner = scanner;
  }

  String answer(String line) {
    JsonNode question;
    try {
      question = JSON.readTree(line);
    } catch (JsonProcessingException notJson) {
      return error(null, "the line is not JSON; expected {\"id\":…,\"text\":…}");
    }
    if (question == null || !question.isObject()) {
      return error(null, "the line is not a JSON object; expected {\"id\":…,\"text\":…}");
    }
    JsonNode id = question.get("id");
    if (!question.path("text").isTextual()) {
      return error(id, "text is missing or not a string; expected {\"id\":…,\"text\":…}");
    }
    Optional<TextKind> ofLine = kindOf(question.get("kind"));
    if (ofLine.isEmpty()) {
      return error(id, "kind is unknown; allowed: " + TextKind.NAMES);
    }
    String name = question.hasNonNull("language") ? "language" : "dialect";
    Optional<QueryLanguage> ofText = languageOf(question.get(name));
    if (ofText.isEmpty()) {
      return error(id, name + " is unknown; allowed: " + Languages.NAMES);
    }
    return redacted(id, question.get("text").asText(), ofLine.get(), ofText.get()).toString();
  }

  private ObjectNode redacted(JsonNode id, String text, TextKind ofLine, QueryLanguage ofText) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("id", id);
    switch (ofLine) {
      case STATEMENT -> statement(answer, normalize(text, ofText));
      case PLAN ->
          ofText
              .sqlDialect()
              .ifPresentOrElse(
                  dialect -> plan(answer, PlanMasker.of(dialect).mask(text)),
                  () ->
                      answer.put(
                          "error",
                          "plans in "
                              + ofText.id()
                              + " cannot be masked; give a language that is SQL"));
      case TEXT -> text(answer, text, scanner.scan(text));
      case IDENTIFIER -> text(answer, text, scanner.scanIdentifier(text));
    }
    return answer;
  }

  /** Profiles are conventions for the text of SQL. */
  private NormalizedStatement normalize(String text, QueryLanguage ofText) {
    return ofText
        .sqlDialect()
        .map(dialect -> SqlNormalizer.of(dialect, profile).normalize(text))
        .orElseGet(() -> ofText.normalize(text));
  }

  private void statement(ObjectNode answer, NormalizedStatement statement) {
    answer.put("text", statement.text()).put("fingerprint", statement.fingerprintHex());
    answer.put("summary", statement.summary()).put("operation", statement.operation());
    statement.collections().forEach(answer.putArray("collections")::add);
    ObjectNode tags = answer.putObject("tags");
    new TreeMap<>(statement.tags())
        .forEach((name, value) -> tags.put(name, scanner.scanAttribute(name, value).text(value)));
    flags(answer, statement.truncated(), statement.malformed());
    answer.putArray("detections");
  }

  private static void plan(ObjectNode answer, MaskedPlan plan) {
    answer.put("text", plan.text()).put("fingerprint", plan.structuralHashHex());
    withoutStatement(answer);
    flags(answer, plan.truncated(), plan.malformed());
    answer.putArray("detections");
  }

  private static void text(ObjectNode answer, String text, PiiResult found) {
    answer.put("text", found.text(text)).putNull("fingerprint");
    withoutStatement(answer);
    flags(answer, false, false);
    ArrayNode detections = answer.putArray("detections");
    found
        .detections()
        .forEach(
            detection ->
                detections
                    .addObject()
                    .put("type", detection.type())
                    .put("start", detection.start())
                    .put("end", detection.end()));
  }

  private static void withoutStatement(ObjectNode answer) {
    answer.putNull("summary").putNull("operation");
    answer.putArray("collections");
    answer.putObject("tags");
  }

  private static void flags(ObjectNode answer, boolean truncated, boolean malformed) {
    answer.put("truncated", truncated).put("malformed", malformed);
  }

  private Optional<TextKind> kindOf(JsonNode given) {
    return isAbsent(given) ? Optional.of(kind) : TextKind.of(given.asText());
  }

  private Optional<QueryLanguage> languageOf(JsonNode given) {
    return isAbsent(given) ? Optional.of(language) : Languages.find(given.asText());
  }

  private static boolean isAbsent(JsonNode given) {
    return given == null || given.isNull();
  }

  private static String error(JsonNode id, String reason) {
    ObjectNode answer = JSON.createObjectNode();
    if (id != null) {
      answer.set("id", id);
    }
    return answer.put("error", reason).toString();
  }
}
