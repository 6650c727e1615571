package io.dbintel.redaction.language;

import io.dbintel.redaction.mongodb.MongoCommandNormalizer;
import io.dbintel.redaction.opensearch.OpenSearchQueryNormalizer;
import io.dbintel.redaction.redis.RedisCommandNormalizer;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The language that the statements of a database system are written in. Every language masks what
 * it cannot read, also in texts that are cut, and reads a text in time proportional to its length.
 */
public enum QueryLanguage {
  POSTGRESQL("postgresql", SqlDialect.POSTGRESQL),
  MYSQL("mysql", SqlDialect.MYSQL),
  MARIADB("mariadb", SqlDialect.MARIADB),
  ORACLE("oracle", SqlDialect.ORACLE),
  /** SQL Server. */
  TSQL("tsql", SqlDialect.TSQL),
  /** Cassandra and ScyllaDB. */
  CQL("cql", SqlDialect.CQL),
  /** SQL of a system that is not known. */
  GENERIC_SQL("generic_sql", SqlDialect.GENERIC),
  /** MongoDB commands as extended JSON. */
  MONGODB_COMMAND(
      "mongodb_command", MongoCommandNormalizer.VERSION, MongoCommandNormalizer::normalize),
  /** Redis and Valkey commands, inline or as arrays of arguments in JSON. */
  REDIS_COMMAND("redis_command", RedisCommandNormalizer.VERSION, RedisCommandNormalizer::normalize),
  /** Requests to OpenSearch with JSON bodies. */
  OPENSEARCH_QUERY_DSL(
      "opensearch_query_dsl",
      OpenSearchQueryNormalizer.VERSION,
      OpenSearchQueryNormalizer::normalize);

  private static final Map<String, QueryLanguage> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(QueryLanguage::id, language -> language));

  private final String id;
  private final int normalizerVersion;
  private final Function<String, NormalizedStatement> normalizer;
  private final SqlDialect dialect;

  QueryLanguage(String id, SqlDialect dialect) {
    this.id = id;
    this.normalizerVersion = SqlNormalizer.VERSION;
    this.normalizer = SqlNormalizer.of(dialect)::normalize;
    this.dialect = dialect;
  }

  QueryLanguage(
      String id, int normalizerVersion, Function<String, NormalizedStatement> normalizer) {
    this.id = id;
    this.normalizerVersion = normalizerVersion;
    this.normalizer = normalizer;
    this.dialect = null;
  }

  /** The language with an id; empty when there is none. */
  public static Optional<QueryLanguage> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** Its name in catalogues, records and options, such as {@code postgresql}. */
  public String id() {
    return id;
  }

  /** Version of its rules; grows whenever some statement gets another text or fingerprint. */
  public int normalizerVersion() {
    return normalizerVersion;
  }

  /** The dialect of SQL it is; empty when it is not SQL. */
  public Optional<SqlDialect> sqlDialect() {
    return Optional.ofNullable(dialect);
  }

  /** Takes the literals out of a statement, whole or cut. */
  public NormalizedStatement normalize(String text) {
    return normalizer.apply(text);
  }

  /** Its id. */
  @Override
  public String toString() {
    return id;
  }
}
