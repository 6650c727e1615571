package io.dbintel.collector.systems.mysql.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.systems.mysql.Flavour;
import io.dbintel.collector.systems.mysql.TestServers;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the table says of itself while sessions fill it and another one empties it. */
class DigestMarkRaceTest {

  private static final int SESSIONS = 6;
  private static final int ROUNDS = 25;
  private static final int MARKS = 40;

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void saysOneThingUntilItIsEmptied(MysqlRelease release) throws Exception {
    Flavour flavour = release.isMariadb() ? Flavour.MARIADB : Flavour.MYSQL;
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger names = new AtomicInteger();
    ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
    try (TestServers servers = new TestServers();
        Connection connection = servers.of(release).connection()) {
      List<Future<Void>> busy = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        busy.add(sessions.submit(session(servers.of(release), stop, names)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        long before = DigestMark.read(connection, flavour).clock();
        truncate(connection, release);
        Set<Long> since = new LinkedHashSet<>();
        for (int i = 0; i < MARKS; i++) {
          DigestMark mark = DigestMark.read(connection, flavour);
          if (mark.countersSince() != null) {
            since.add(mark.countersSince());
          }
        }
        assertThat(since).as("round " + round).hasSize(1);
        assertThat(since.iterator().next()).isGreaterThan(before);
      }
      stop.set(true);
      for (Future<Void> session : busy) {
        session.get();
      }
    } finally {
      stop.set(true);
      sessions.shutdownNow();
    }
  }

  private static void truncate(Connection connection, MysqlRelease release) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (release.isMariadb()) {
        statement.execute("select sleep(1.01)"); // it tells whole seconds
      }
      statement.execute("truncate table performance_schema.events_statements_summary_by_digest");
    }
  }

  private static Callable<Void> session(
      EmbeddedMysql mysql, AtomicBoolean stop, AtomicInteger names) {
    return () -> {
      try (Connection connection = mysql.connection();
          Statement statement = connection.createStatement()) {
        while (!stop.get()) {
          statement.execute("select 1 as name_" + names.incrementAndGet() % 3_000);
        }
      }
      return null;
    };
  }
}
