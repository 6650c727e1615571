package io.dbintel.redaction.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A statement of the corpus.
 *
 * @param text the normalised text; null where only secrets and names are held
 * @param secrets words of its literals and comments, none of which may appear
 * @param names words outside them, all of which must appear
 */
record SqlCase(
    String id,
    SqlDialect dialect,
    String sql,
    String text,
    List<String> secrets,
    List<String> names) {

  static Stream<SqlCase> all() {
    return Stream.of("postgresql", "mysql", "mariadb", "tsql", "oracle", "cql", "generic")
        .flatMap(name -> Cases.read("sql/" + name + ".jsonl").stream())
        .map(
            one ->
                new SqlCase(
                    one.get("id").asText(),
                    Cases.dialect(one.get("dialect").asText()),
                    one.get("sql").asText(),
                    one.hasNonNull("text") ? one.get("text").asText() : null,
                    strings(one.get("secrets")),
                    strings(one.get("names"))));
  }

  private static List<String> strings(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText()));
    return values;
  }
}
