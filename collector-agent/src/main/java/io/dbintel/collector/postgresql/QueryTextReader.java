package io.dbintel.collector.postgresql;

import io.dbintel.collector.poll.PollRun;
import io.dbintel.collector.poll.RecordSource;
import io.dbintel.collector.postgresql.PublishedTexts.TextKey;
import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads texts of some statements, replaces their literals and gives them to the run. The server
 * reads its whole text file for that, so it is asked only when a text is new or due again.
 */
final class QueryTextReader {

  private static final int MOST_CHARACTERS = 65_536;
  private static final int MOST_TEXTS = 256;
  private static final int MOST_RECORD_CHARACTERS = 200_000;
  private static final int FETCH_ROWS = 100;
  private static final String SQL = SqlResource.read("query_texts/texts");

  private final SqlNormalizer normalizer = SqlNormalizer.of(SqlDialect.POSTGRESQL);
  private final RecordSource source;

  QueryTextReader(RecordSource source) {
    this.source = source;
  }

  /** Gives the texts of the wanted statements, in records of bounded size. */
  void read(Connection connection, String schema, Set<TextKey> wanted, PollRun run)
      throws SQLException {
    Long[] ids = wanted.stream().map(TextKey::queryid).distinct().toArray(Long[]::new);
    try (PreparedStatement statement =
        connection.prepareStatement(SQL.replace("{schema}", schema))) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setInt(1, MOST_CHARACTERS);
      statement.setInt(2, MOST_CHARACTERS);
      statement.setArray(3, connection.createArrayOf("int8", ids));
      try (ResultSet row = statement.executeQuery()) {
        emit(row, wanted, run);
      }
    }
  }

  private void emit(ResultSet row, Set<TextKey> wanted, PollRun run) throws SQLException {
    List<QueryText> texts = new ArrayList<>();
    int characters = 0;
    long clock = 0;
    while (row.next()) {
      TextKey key = new TextKey(row.getLong("dbid"), row.getLong("queryid"));
      if (!wanted.contains(key)) {
        continue;
      }
      NormalizedStatement normalized = normalizer.normalize(row.getString("query"));
      clock = row.getLong("clock");
      texts.add(
          new QueryText(key.dbid(), key.queryid(), normalized.text(), row.getBoolean("truncated")));
      characters += normalized.text().length();
      if (texts.size() >= MOST_TEXTS || characters >= MOST_RECORD_CHARACTERS) {
        run.emit(record(texts, clock));
        texts = new ArrayList<>();
        characters = 0;
      }
    }
    if (!texts.isEmpty()) {
      run.emit(record(texts, clock));
    }
  }

  private QueryTexts record(List<QueryText> texts, long clock) {
    return QueryTexts.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setReadTime(clock)
        .setNormalizerVersion(SqlNormalizer.VERSION)
        .setTexts(texts)
        .build();
  }
}
