package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSource.TextReceiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the digest texts of some statements: without literals, since the server made them from
 * tokens. Sample texts have literals and are never read here.
 */
final class DigestTexts {

  /** More texts than this are read with all the others: the server makes every text anyway. */
  private static final int MAX_NAMED = 500;

  private static final int FETCH_ROWS = 100;
  private static final int MAX_CHARACTERS = 65_536;
  private static final String SQL = SqlResources.nextTo(DigestTexts.class).read("texts");

  private final DigestKey keys;

  DigestTexts(DigestKey keys) {
    this.keys = keys;
  }

  void read(Connection connection, Set<StatementKey> wanted, TextReceiver receiver)
      throws SQLException {
    List<String> digests =
        wanted.stream().filter(key -> !keys.isOverflow(key)).map(keys::digestOf).toList();
    if (digests.isEmpty()) {
      return;
    }
    boolean named = digests.size() <= MAX_NAMED;
    String sql = named ? SQL + "\n  and digest in (" + marks(digests) + ")" : SQL;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      for (int i = 0; named && i < digests.size(); i++) {
        statement.setString(i + 1, digests.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        give(row, receiver);
      }
    }
  }

  private static String marks(List<String> digests) {
    return digests.stream().map(digest -> "?").collect(Collectors.joining(", "));
  }

  private void give(ResultSet row, TextReceiver receiver) throws SQLException {
    Set<String> given = new HashSet<>();
    while (receiver.wantsMore() && row.next()) {
      String digest = row.getString(1);
      String text = row.getString(2);
      if (text == null || !given.add(digest)) {
        continue;
      }
      boolean tooLong = text.length() > MAX_CHARACTERS;
      receiver.text(
          keys.ofText(digest),
          digest,
          tooLong ? text.substring(0, MAX_CHARACTERS) : text,
          tooLong || DigestTokens.mayBeCut(text, row.getInt(4)),
          row.getLong(3));
    }
  }
}
