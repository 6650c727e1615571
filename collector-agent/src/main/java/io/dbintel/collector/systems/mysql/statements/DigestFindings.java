package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.mysql.MysqlInstance;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What keeps the digest table from counting every statement by itself. */
public final class DigestFindings {

  private DigestFindings() {}

  /**
   * Asks the server.
   *
   * @throws PollFailure when it counts no statements at all
   */
  public static List<CheckFinding> read(Connection connection, MysqlInstance config)
      throws SQLException, PollFailure {
    DigestServer server = DigestServer.read(connection, config);
    return of(config, server, DigestMark.read(connection, config.flavour()));
  }

  static List<CheckFinding> of(MysqlInstance config, DigestServer server, DigestMark mark) {
    List<CheckFinding> findings = new ArrayList<>();
    if (server.consumersOff() != null) {
      findings.add(
          new CheckFinding(
              true,
              "consumers of the performance schema are off ("
                  + server.consumersOff()
                  + "), so that statements are not counted",
              "run as administrator, and set performance_schema_consumer_... in the server's"
                  + " configuration: UPDATE performance_schema.setup_consumers SET ENABLED = 'YES'"
                  + " WHERE NAME IN ('"
                  + server.consumersOff().replace(", ", "', '")
                  + "');"));
    }
    if (mark.overflow() > 0) {
      findings.add(
          new CheckFinding(
              false,
              "the digest table of "
                  + config.address()
                  + " is full ("
                  + server.digestsSize()
                  + " rows), so that newer statements are counted together as "
                  + DigestRows.OVERFLOW,
              "raise performance_schema_digests_size in the server's configuration and restart it,"
                  + " or run as administrator: TRUNCATE TABLE"
                  + " performance_schema.events_statements_summary_by_digest;"));
    }
    return findings;
  }

  /** The same as remarks of a poll. */
  static List<String> remarks(MysqlInstance config, DigestServer server, DigestMark mark) {
    return of(config, server, mark).stream()
        .map(finding -> finding.what() + "; " + finding.fix())
        .toList();
  }
}
