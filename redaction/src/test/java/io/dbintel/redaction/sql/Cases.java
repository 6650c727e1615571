package io.dbintel.redaction.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads cases from resources: one JSON object a line. */
public final class Cases {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Cases() {}

  /** The cases of {@code name}, which is relative to the root of the resources. */
  public static List<JsonNode> read(String name) {
    List<JsonNode> cases = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Cases.class.getResourceAsStream("/" + name), name),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(JSON.readTree(line));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return cases;
  }

  /** The dialect that a peer's name for it means. */
  public static SqlDialect dialect(String peerName) {
    return switch (peerName) {
      case "postgres", "postgresql" -> SqlDialect.POSTGRESQL;
      case "mariadb" -> SqlDialect.MARIADB;
      case "cql" -> SqlDialect.CQL;
      case "mysql" -> SqlDialect.MYSQL;
      case "mssql", "tsql" -> SqlDialect.TSQL;
      case "oracle" -> SqlDialect.ORACLE;
      default -> SqlDialect.GENERIC;
    };
  }
}
