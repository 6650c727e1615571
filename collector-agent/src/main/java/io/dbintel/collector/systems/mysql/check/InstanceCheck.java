package io.dbintel.collector.systems.mysql.check;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.mysql.MysqlConnections;
import io.dbintel.collector.systems.mysql.MysqlInstance;
import io.dbintel.collector.systems.mysql.statements.DigestFindings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds out what an instance lacks: performance schema, consumers, instruments, grants. */
public final class InstanceCheck {

  private static final SqlResources RESOURCES = SqlResources.nextTo(InstanceCheck.class);
  private static final String INSTRUMENTS = RESOURCES.read("instruments");
  private static final String CONSUMERS = RESOURCES.read("consumers");

  private final MysqlInstance instance;
  private final List<CheckFinding> findings = new ArrayList<>();

  private InstanceCheck(MysqlInstance instance) {
    this.instance = instance;
  }

  /** What is not as it should be; empty when all is well. */
  public static List<CheckFinding> of(MysqlInstance instance) {
    InstanceCheck check = new InstanceCheck(instance);
    try (MysqlConnections connections = MysqlConnections.open(instance)) {
      connections.jdbc().inTransaction(check::settings);
    } catch (PollFailure failure) {
      check.findings.add(failure.asFinding());
    }
    return List.copyOf(check.findings);
  }

  private Void settings(Connection connection) throws SQLException, PollFailure {
    findings.addAll(DigestFindings.read(connection, instance));
    instruments(connection);
    processorTime(connection);
    return null;
  }

  private void instruments(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSTRUMENTS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (row.getInt("disabled") > 0) {
        missing(
            "kinds of statements are not instrumented: they are not counted",
            "UPDATE performance_schema.setup_instruments SET ENABLED = 'YES' WHERE NAME LIKE"
                + " 'statement/%';");
      }
      if (row.getInt("untimed") > 0) {
        missing(
            "kinds of statements are not timed: their times stay zero",
            "UPDATE performance_schema.setup_instruments SET TIMED = 'YES' WHERE NAME LIKE"
                + " 'statement/%';");
      }
    }
  }

  private void processorTime(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CONSUMERS);
        ResultSet row = statement.executeQuery()) {
      if (row.next() && "NO".equals(row.getString("enabled"))) {
        findings.add(
            new CheckFinding(
                false,
                "consumer events_statements_cpu is off: there will be no processor time of"
                    + " statements",
                "UPDATE performance_schema.setup_consumers SET ENABLED = 'YES' WHERE NAME ="
                    + " 'events_statements_cpu';"));
      }
    }
  }

  private void missing(String what, String fix) {
    findings.add(new CheckFinding(true, what, fix));
  }
}
