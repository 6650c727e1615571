package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSource.TextReceiver;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConnections;
import io.dbintel.runtime.time.Backoff;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where texts are read. pg_stat_statements converts all texts to the encoding of the database that
 * asks, and shows none when it cannot convert one. Then another database with the extension is
 * asked, first one without an encoding, which converts nothing; and sessions that run a statement,
 * or ran it last, have its text too. The text file is not tried again with every poll. Used by one
 * thread.
 */
final class QueryTextSources implements AutoCloseable {

  private static final SqlResources RESOURCES = SqlResources.nextTo(QueryTextSources.class);
  private static final String DATABASES = RESOURCES.read("text_databases");
  private static final String RUNNING = RESOURCES.read("running_texts_14");
  private static final int FIRST_WITH_QUERY_ID = 14;
  private static final Set<String> ENCODING_STATES = Set.of("22021", "22P05");

  private final PostgresConnections connections;
  private final String database;
  private final Backoff textFile = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));
  private PollFailure failure;
  private List<String> unchecked = List.of();
  private PostgresConnections elsewhere;

  QueryTextSources(PostgresConnections connections, String database) {
    this.connections = connections;
    this.database = database;
  }

  /**
   * Passes on the texts that can be read.
   *
   * @throws PollFailure when some cannot; others were passed on all the same
   */
  void read(StatementsExtension extension, Set<StatementKey> wanted, TextReceiver receiver)
      throws PollFailure {
    Set<StatementKey> missing = new HashSet<>(wanted);
    TextReceiver noting = new Noting(missing, receiver);
    long now = System.nanoTime() / 1_000;
    if (elsewhere == null && textFile.tryEnter(now)) {
      try {
        read(connections, extension.schema(), wanted, noting);
        textFile.succeeded();
        failure = null;
        return;
      } catch (PollFailure refused) {
        textFile.failed(now);
        failure = refused;
        if (!ENCODING_STATES.contains(refused.reason())) {
          throw refused;
        }
        findElsewhere();
      }
    }
    if (elsewhere != null && readElsewhere(wanted, noting)) {
      return;
    }
    readRunning(missing, noting);
    if (!missing.isEmpty()) {
      throw explained();
    }
  }

  /** Notes what was given to another receiver. */
  private record Noting(Set<StatementKey> missing, TextReceiver receiver) implements TextReceiver {

    @Override
    public boolean wantsMore() {
      return receiver.wantsMore();
    }

    @Override
    public void text(StatementKey key, String queryId, String text, boolean truncated, long clock) {
      missing.remove(key);
      receiver.text(key, queryId, text, truncated, clock);
    }
  }

  private static void read(
      PostgresConnections from, String schema, Set<StatementKey> wanted, TextReceiver receiver)
      throws PollFailure {
    from.jdbc()
        .inTransaction(
            connection -> {
              QueryTextReader.read(connection, schema, wanted, receiver);
              return null;
            });
  }

  private boolean readElsewhere(Set<StatementKey> wanted, TextReceiver receiver) {
    try {
      elsewhere
          .jdbc()
          .inTransaction(
              connection -> {
                String schema = StatementsExtension.read(connection, database).schema();
                QueryTextReader.read(connection, schema, wanted, receiver);
                return null;
              });
      return true;
    } catch (PollFailure gone) {
      close();
      return false;
    }
  }

  private record Candidate(String name, boolean unchecked) {}

  private void findElsewhere() throws PollFailure {
    List<Candidate> candidates = connections.jdbc().inTransaction(QueryTextSources::otherDatabases);
    unchecked = candidates.stream().filter(Candidate::unchecked).map(Candidate::name).toList();
    for (Candidate candidate : candidates) {
      elsewhere = connections.toDatabase(candidate.name);
      if (readElsewhere(Set.of(), (key, queryId, text, truncated, clock) -> {})) {
        return;
      }
    }
  }

  private static List<Candidate> otherDatabases(Connection connection) throws SQLException {
    List<Candidate> candidates = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(DATABASES);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        candidates.add(new Candidate(row.getString("name"), row.getBoolean("unchecked")));
      }
    }
    return candidates;
  }

  private void readRunning(Set<StatementKey> missing, TextReceiver receiver) throws PollFailure {
    connections
        .jdbc()
        .inTransaction(
            connection -> {
              if (connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_QUERY_ID) {
                readRunning(connection, Set.copyOf(missing), receiver);
              }
              return null;
            });
  }

  private static void readRunning(
      Connection connection, Set<StatementKey> wanted, TextReceiver receiver) throws SQLException {
    Long[] ids = wanted.stream().map(PostgresKey::queryid).distinct().toArray(Long[]::new);
    try (PreparedStatement statement = connection.prepareStatement(RUNNING)) {
      statement.setArray(1, connection.createArrayOf("int8", ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long queryid = row.getLong("query_id");
          StatementKey key = PostgresKey.ofText(row.getLong("datid"), queryid);
          String text = row.getString("query");
          if (wanted.contains(key) && isOneStatement(text)) {
            receiver.text(
                key,
                Long.toString(queryid),
                text,
                row.getBoolean("truncated"),
                row.getLong("clock"));
          }
        }
      }
    }
  }

  /** Of several statements sent at once the session shows all, but the id of one. */
  private static boolean isOneStatement(String text) {
    int end = text.indexOf(';');
    return end < 0 || text.substring(end + 1).isBlank();
  }

  private PollFailure explained() {
    boolean encoding = failure == null || ENCODING_STATES.contains(failure.reason());
    return encoding ? unreadable() : failure;
  }

  private PollFailure unreadable() {
    String where =
        unchecked.isEmpty()
            ? "; set instances[].database to one with encoding UTF8"
            : "; run in database "
                + String.join(" or ", unchecked)
                + " as superuser: CREATE EXTENSION pg_stat_statements; the agent then reads texts"
                + " there";
    return new PollFailure(
        "22021",
        "a statement of another encoding keeps pg_stat_statements from showing any text in"
            + " database "
            + database
            + (unchecked.isEmpty() ? "" : ", most likely one of database " + unchecked.get(0))
            + where,
        false,
        null);
  }

  @Override
  public void close() {
    if (elsewhere != null) {
      elsewhere.close();
      elsewhere = null;
    }
  }
}
