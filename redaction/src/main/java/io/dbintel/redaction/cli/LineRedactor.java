package io.dbintel.redaction.cli;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.redaction.pii.PiiResult;
import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.plan.MaskedPlan;
import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.redaction.sql.NormalizedSql;
import io.dbintel.redaction.sql.OutputProfile;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers one line of JSON with one line of JSON. What a line holds never stands in an error. */
final class LineRedactor {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .build())
          .build();

  /** Other names of dialects that people use. */
  private static final Map<String, SqlDialect> ALIASES =
      Map.of(
          "postgres", SqlDialect.POSTGRESQL,
          "mariadb", SqlDialect.MYSQL,
          "mssql", SqlDialect.TSQL,
          "sqlserver", SqlDialect.TSQL);

  private final TextKind kind;
  private final SqlDialect dialect;
  private final OutputProfile profile;
  private final PiiScanner scanner;

  LineRedactor(TextKind kind, SqlDialect dialect, OutputProfile profile, PiiScanner scanner) {
    this.kind = kind;
    this.dialect = dialect;
    this.profile = profile;
    this.scanner = scanner;
  }

  String answer(String line) {
    JsonNode question;
    try {
      question = JSON.readTree(line);
    } catch (JsonProcessingException notJson) {
      return error(null, "the line is no JSON; expected {\"id\":…,\"text\":…}");
    }
    if (question == null || !question.isObject()) {
      return error(null, "the line is no JSON object; expected {\"id\":…,\"text\":…}");
    }
    JsonNode id = question.get("id");
    if (!question.path("text").isTextual()) {
      return error(id, "text is missing or no string");
    }
    TextKind ofLine = kind(question.get("kind"));
    if (ofLine == null) {
      return error(id, "kind is unknown; allowed: " + names(TextKind.values()));
    }
    SqlDialect ofText = dialect(question.get("dialect"));
    if (ofText == null) {
      return error(id, "dialect is unknown; allowed: " + names(SqlDialect.values()));
    }
    return redacted(id, question.get("text").asText(), ofLine, ofText).toString();
  }

  private ObjectNode redacted(JsonNode id, String text, TextKind ofLine, SqlDialect ofText) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("id", id);
    switch (ofLine) {
      case SQL -> sql(answer, SqlNormalizer.of(ofText, profile).normalize(text));
      case PLAN -> plan(answer, PlanMasker.of(ofText).mask(text));
      case TEXT -> text(answer, text, scanner.scan(text));
    }
    return answer;
  }

  private void sql(ObjectNode answer, NormalizedSql sql) {
    answer.put("text", sql.text()).put("fingerprint", sql.fingerprintHex());
    answer.put("summary", sql.summary()).put("operation", sql.operation());
    sql.collections().forEach(answer.putArray("collections")::add);
    ObjectNode tags = answer.putObject("tags");
    new TreeMap<>(sql.tags())
        .forEach((name, value) -> tags.put(name, scanner.scanAttribute(name, value).text(value)));
    flags(answer, sql.truncated(), sql.malformed());
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

  private TextKind kind(JsonNode given) {
    return given == null || given.isNull() ? kind : byName(TextKind.values(), given.asText());
  }

  private SqlDialect dialect(JsonNode given) {
    if (given == null || given.isNull()) {
      return dialect;
    }
    SqlDialect alias = ALIASES.get(given.asText().toLowerCase(Locale.ROOT));
    return alias == null ? byName(SqlDialect.values(), given.asText()) : alias;
  }

  private static <E extends Enum<E>> E byName(E[] values, String name) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static String error(JsonNode id, String reason) {
    ObjectNode answer = JSON.createObjectNode();
    if (id != null) {
      answer.set("id", id);
    }
    return answer.put("error", reason).toString();
  }
}
