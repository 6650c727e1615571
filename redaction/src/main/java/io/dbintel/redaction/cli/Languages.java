package io.dbintel.redaction.cli;

import io.dbintel.redaction.language.QueryLanguage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names that the command line takes for languages. */
final class Languages {

  /** Other names that people use. */
  private static final Map<String, QueryLanguage> ALIASES =
      Map.of(
          "postgres", QueryLanguage.POSTGRESQL,
          "mssql", QueryLanguage.TSQL,
          "sqlserver", QueryLanguage.TSQL,
          "cassandra", QueryLanguage.CQL,
          "generic", QueryLanguage.GENERIC_SQL,
          "mongodb", QueryLanguage.MONGODB_COMMAND,
          "redis", QueryLanguage.REDIS_COMMAND,
          "opensearch", QueryLanguage.OPENSEARCH_QUERY_DSL);

  static final String NAMES =
      Arrays.stream(QueryLanguage.values())
          .map(QueryLanguage::id)
          .collect(Collectors.joining(", "));

  private Languages() {}

  static Optional<QueryLanguage> find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return QueryLanguage.of(lower).or(() -> Optional.ofNullable(ALIASES.get(lower)));
  }
}
